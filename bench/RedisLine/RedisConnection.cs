using System.Buffers;
using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net.Sockets;

namespace Ticketing.Bench.RedisLine;

/// <summary>
/// One socket to Redis that everybody shares: commands go out in the order they come, many in one packet, and answers come back
/// in that order. It speaks as much of RESP2 as the line needs: whole numbers, bulk strings, nulls and errors.
/// </summary>
internal sealed class RedisConnection : IAsyncDisposable
{
    private readonly Socket socket;
    private readonly Lock gate = new();
    private readonly ConcurrentQueue<Reply> waiting = new();
    private readonly SemaphoreSlim wake = new(0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task sending;
    private readonly Task receiving;
    private ArrayBufferWriter<byte> gathered = new(1 << 16);
    private ArrayBufferWriter<byte> leaving = new(1 << 16);

    private RedisConnection(Socket socket)
    {
        this.socket = socket;
        sending = Task.Run(SendAsync);
        receiving = Task.Run(ReceiveAsync);
    }

    /// <summary>Connects.</summary>
    public static async Task<RedisConnection> OpenAsync(string host, int port)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(host, port);
        return new RedisConnection(socket);
    }

    /// <summary>Sends a command.</summary>
    /// <param name="write">Writes it; called at once, never kept.</param>
    /// <param name="state">What it writes.</param>
    /// <returns>The answer; its type says what it is.</returns>
    public ValueTask<RedisValue> AskAsync<T>(Action<IBufferWriter<byte>, T> write, T state)
    {
        var reply = Reply.Rent();
        lock (gate)
        {
            write(gathered, state);
            waiting.Enqueue(reply);
        }
        if (wake.CurrentCount == 0)
        {
            wake.Release();
        }
        return reply.WaitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        socket.Dispose();
        await Task.WhenAll(sending, receiving).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SendAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            await wake.WaitAsync(stop.Token);
            lock (gate)
            {
                (gathered, leaving) = (leaving, gathered);
            }
            for (var rest = leaving.WrittenMemory; !rest.IsEmpty; )
            {
                rest = rest[await socket.SendAsync(rest, stop.Token)..];
            }
            leaving.ResetWrittenCount();
        }
    }

    private async Task ReceiveAsync()
    {
        var reader = PipeReader.Create(
            new NetworkStream(socket),
            new StreamPipeReaderOptions(bufferSize: 1 << 16)
        );
        try
        {
            while (true)
            {
                var read = await reader.ReadAsync(stop.Token);
                var rest = read.Buffer;
                while (RedisValue.TryRead(ref rest, out var value))
                {
                    waiting.TryDequeue(out var reply);
                    reply!.Complete(value);
                }
                reader.AdvanceTo(rest.Start, rest.End);
                if (read.IsCompleted)
                {
                    throw new IOException("Redis has closed the connection.");
                }
            }
        }
        catch (Exception e)
        {
            while (waiting.TryDequeue(out var reply))
            {
                reply.Fail(e);
            }
            throw;
        }
    }
}
