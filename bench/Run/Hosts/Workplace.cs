using System.Net;
using System.Net.Sockets;

namespace Ticketing.Bench.Run.Hosts;

/// <summary>The folder of a run for databases and logs, on the disk that temporary files are on, and free ports.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly List<IDisposable> children = [];
    private readonly string programs;

    /// <summary>Makes the folder.</summary>
    public Workplace(string repository)
    {
        programs = Path.Combine(repository, "artifacts", "bin");
        Folder = Directory.CreateTempSubdirectory("ticketing-bench-").FullName;
        if (!OperatingSystem.IsWindows())
        {
            // PostgreSQL runs as another user and must be able to pass through.
            File.SetUnixFileMode(Folder, (UnixFileMode)0b111_101_101);
        }
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The Release build of a program.</summary>
    public string Program(string project) => Path.Combine(programs, project, "release", $"{project}.dll");

    /// <summary>Remembers what must end with the run.</summary>
    public T Keep<T>(T child)
        where T : IDisposable
    {
        children.Add(child);
        return child;
    }

    /// <summary>A port that nobody listened on a moment ago.</summary>
    public static int FreePort()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return port;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var child in Enumerable.Reverse(children))
        {
            child.Dispose();
        }
        Directory.Delete(Folder, recursive: true);
    }
}
