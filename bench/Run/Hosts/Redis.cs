using System.Globalization;
using System.Net.Sockets;

namespace Ticketing.Bench.Run.Hosts;

/// <summary>A Redis of a run's own, which acknowledges a write after its fsync.</summary>
internal sealed class Redis : IDisposable
{
    private readonly Child server;

    /// <summary>Starts it.</summary>
    public Redis(Workplace workplace)
    {
        var folder = Directory.CreateDirectory(Path.Combine(workplace.Folder, "redis")).FullName;
        server = new Child(
            [
                "redis-server",
                "--port",
                Port.ToString(CultureInfo.InvariantCulture),
                "--bind",
                "127.0.0.1",
                "--dir",
                folder,
                "--appendonly",
                "yes",
                "--appendfsync",
                "always",
                "--save",
                "",
            ],
            Path.Combine(workplace.Folder, "redis.log")
        );
        Wait.Until(Answers, TimeSpan.FromSeconds(20), "Redis did not start.");
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; } = Workplace.FreePort();

    /// <summary>Its process.</summary>
    public int Id => server.Id;

    /// <inheritdoc/>
    public void Dispose() => server.Dispose();

    private bool Answers()
    {
        try
        {
            using var client = new TcpClient("127.0.0.1", Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
