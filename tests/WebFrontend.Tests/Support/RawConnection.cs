using System.Net.Sockets;
using System.Text;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>A connection to a server on which a test writes what no client would.</summary>
public sealed class RawConnection(TestServer server) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly TcpClient _connection = new(
        server.Client.BaseAddress!.Host,
        server.Client.BaseAddress.Port
    );

    /// <summary>What comes and goes on it.</summary>
    public Stream Stream => _connection.GetStream();

    /// <summary>Sends characters, one byte each.</summary>
    public async Task SendAsync(string text) => await Stream.WriteAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>What has come next, up to 8 KiB.</summary>
    public async Task<string> ReadAsync()
    {
        var buffer = new byte[8192];
        var read = await Stream.ReadAsync(buffer).AsTask().WaitAsync(Patience);
        return Encoding.UTF8.GetString(buffer, 0, read);
    }

    /// <summary>Everything that comes until the server closes the connection.</summary>
    public async Task<string> ReadToEndAsync()
    {
        using var reader = new StreamReader(Stream);
        return await reader.ReadToEndAsync().WaitAsync(Patience);
    }

    public void Dispose() => _connection.Dispose();
}
