using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;

namespace Ticketing.Bench.Load.Net;

/// <summary>
/// One thread that carries very many keep-alive connections, one request at a time on each. A request costs one send and one
/// receive, and many answers are fetched with one wait.
/// </summary>
internal sealed unsafe class EventLoop : IDisposable
{
    private const int MostEvents = 512;
    private const int MostRequestBytes = 4096;
    private const int BufferBytes = 1 << 20;

    private readonly IPEndPoint server;
    private readonly List<Connection> connections = [];
    private readonly Stack<int> resting = new();
    private readonly byte[] request = new byte[MostRequestBytes];
    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferBytes, pinned: true);
    private readonly int epoll = Epoll.Create();
    private int busy;

    /// <summary>Loops for a server on this machine or another.</summary>
    public EventLoop(Uri url) =>
        server = new IPEndPoint(
            IPAddress.TryParse(url.Host, out var address) ? address : Dns.GetHostAddresses(url.Host)[0],
            url.Port
        );

    /// <summary>Opens connections until there are that many.</summary>
    public void Open(int count)
    {
        while (connections.Count < count)
        {
            var fresh = new Connection(server);
            Epoll.Watch(epoll, fresh.Descriptor, connections.Count);
            connections.Add(fresh);
        }
    }

    /// <summary>Carries a flow on some connections until it has ended and every answer is there.</summary>
    public void Run(Flow flow, int slots)
    {
        Open(slots);
        resting.Clear();
        var events = stackalloc byte[MostEvents * Epoll.EventSize];
        // A server closes connections that rested for long; those are opened anew before anything is asked on them.
        for (var closed = 1; closed > 0; )
        {
            closed = Epoll.Wait(epoll, events, MostEvents, 0);
            for (var i = 0; i < closed; i++)
            {
                Receive(flow, Epoll.NumberOf(events, i));
            }
        }
        for (var slot = 0; slot < slots; slot++)
        {
            Ask(flow, slot);
        }
        var ticked = Stopwatch.GetTimestamp();
        while (busy > 0 || (flow.Paced && !flow.Ended))
        {
            var count = Epoll.Wait(epoll, events, MostEvents, flow.Paced ? 1 : 20);
            for (var i = 0; i < count; i++)
            {
                Receive(flow, Epoll.NumberOf(events, i));
            }
            if (Stopwatch.GetElapsedTime(ticked).TotalMilliseconds >= 1)
            {
                ticked = Stopwatch.GetTimestamp();
                flow.Tick();
            }
            while (flow.Paced && resting.Count > 0 && flow.Ready())
            {
                Ask(flow, resting.Pop());
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
        new Microsoft.Win32.SafeHandles.SafeFileHandle(epoll, ownsHandle: true).Dispose();
    }

    private void Ask(Flow flow, int slot)
    {
        var length = flow.Write(slot, request);
        if (length == 0)
        {
            resting.Push(slot);
            return;
        }
        var connection = connections[slot];
        connection.Answer.Reset();
        connection.Busy = true;
        connection.SentAt = Stopwatch.GetTimestamp();
        busy++;
        fixed (byte* bytes = request)
        {
            // A request is far smaller than a socket's buffer: it is taken whole, or the connection is broken.
            if (Epoll.Send(connection.Descriptor, bytes, length, 0x4000) != length)
            {
                Fail(flow, slot);
            }
        }
    }

    private void Receive(Flow flow, int slot)
    {
        var connection = connections[slot];
        connection.Earlier.CopyTo(buffer);
        var filled = connection.Kept;
        nint count;
        fixed (byte* bytes = buffer)
        {
            count = Epoll.Receive(connection.Descriptor, bytes + filled, BufferBytes - filled, 0);
        }
        if (count < 0 && Marshal.GetLastPInvokeError() == Epoll.WouldBlock)
        {
            return;
        }
        if (count <= 0)
        {
            Fail(flow, slot);
            return;
        }
        var all = buffer.AsSpan(0, filled + (int)count);
        var answer = connection.Answer;
        if (!answer.Advance(all))
        {
            connection.Keep(all);
            return;
        }
        connection.Forget();
        connection.Busy = false;
        busy--;
        flow.Read(slot, answer.Status, all[answer.Body], Stopwatch.GetElapsedTime(connection.SentAt));
        if (!answer.KeepAlive)
        {
            connection.Reopen(server);
            Epoll.Watch(epoll, connection.Descriptor, slot);
        }
        Ask(flow, slot);
    }

    private void Fail(Flow flow, int slot)
    {
        var connection = connections[slot];
        var asked = connection.Busy;
        connection.Reopen(server);
        Epoll.Watch(epoll, connection.Descriptor, slot);
        if (!asked)
        {
            return;
        }
        busy--;
        flow.Read(slot, 0, default, Stopwatch.GetElapsedTime(connection.SentAt));
        Ask(flow, slot);
    }
}
