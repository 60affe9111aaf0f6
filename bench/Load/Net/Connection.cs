using System.Net;
using System.Net.Sockets;

namespace Ticketing.Bench.Load.Net;

/// <summary>One keep-alive connection: a descriptor, what has arrived of an answer, and when its question left.</summary>
internal sealed class Connection : IDisposable
{
    private Socket socket;
    private byte[] partial = [];

    /// <summary>Connects.</summary>
    public Connection(IPEndPoint server) => socket = Open(server);

    /// <summary>The socket's descriptor.</summary>
    public int Descriptor => (int)socket.Handle;

    /// <summary>Parses the answer under way.</summary>
    public ResponseReader Answer { get; } = new();

    /// <summary>When the question left, as a time-stamp of the stopwatch.</summary>
    public long SentAt { get; set; }

    /// <summary>Whether a question is on its way.</summary>
    public bool Busy { get; set; }

    /// <summary>How many bytes of the answer arrived earlier.</summary>
    public int Kept { get; private set; }

    /// <summary>The bytes that arrived earlier.</summary>
    public Span<byte> Earlier => partial.AsSpan(0, Kept);

    /// <summary>Keeps the bytes of an answer that is not complete; most answers arrive in one piece and never come here.</summary>
    public void Keep(ReadOnlySpan<byte> bytes)
    {
        if (partial.Length < bytes.Length)
        {
            partial = new byte[Math.Max(bytes.Length * 2, 4096)];
        }
        bytes.CopyTo(partial);
        Kept = bytes.Length;
    }

    /// <summary>Forgets what was kept, ready for the next answer.</summary>
    public void Forget() => Kept = 0;

    /// <summary>Connects anew after a failure.</summary>
    public void Reopen(IPEndPoint server)
    {
        socket.Dispose();
        Kept = 0;
        Busy = false;
        socket = Open(server);
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private static Socket Open(IPEndPoint server)
    {
        var fresh = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        fresh.Connect(server);
        fresh.Blocking = false;
        return fresh;
    }
}
