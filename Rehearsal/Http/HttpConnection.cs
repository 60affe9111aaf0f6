using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Ticketing.Rehearsal.Http;

/// <summary>
/// One keep-alive connection with one request on it at a time. Its buffers live as long as it does, so that a request
/// allocates nothing here. It connects when first used and again after a failure.
/// </summary>
internal sealed class HttpConnection(HttpTarget target, TimeProvider time) : IDisposable
{
    /// <summary>The longest response that is accepted, in bytes: a seat map of 5,000 seats is 200 KB.</summary>
    public const int MaxResponseBytes = 8 * 1024 * 1024;

    private const int Idle = 0;
    private const int Aborted = -1;
    private static readonly TimeSpan IdleBeforeProbe = TimeSpan.FromSeconds(5);

    private readonly ResponseReader response = new();
    private byte[] sendBuffer = new byte[2048];
    private byte[] receiveBuffer = new byte[16 * 1024];
    private Socket? socket;
    private long lastUsed;
    private long busySince;

    /// <summary>Status of the last response.</summary>
    public int Status => response.Status;

    /// <summary>Retry-After of the last response in seconds; -1 without one.</summary>
    public int RetryAfterSeconds => response.RetryAfterSeconds;

    /// <summary>Body of the last response, valid until the next exchange.</summary>
    public ReadOnlySpan<byte> Body => receiveBuffer.AsSpan(response.Body);

    /// <summary>Sends a request and receives its whole response.</summary>
    /// <exception cref="SocketException">The connection was refused, reset or aborted.</exception>
    /// <exception cref="IOException">The connection ended too early, or the response is not HTTP/1.1.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    public async ValueTask ExchangeAsync(HttpCall call)
    {
        var started = time.GetTimestamp();
        Volatile.Write(ref busySince, started);
        try
        {
            var open = await OpenAsync(started);
            var length = RequestWriter.Write(ref sendBuffer, call, target.HostHeader);
            for (var sent = 0; sent < length; )
            {
                sent += await open.SendAsync(sendBuffer.AsMemory(sent, length - sent));
            }
            await ReceiveAsync(open);
            if (!response.KeepAlive)
            {
                Close();
            }
        }
        catch (Exception e)
        {
            Close();
            if (Volatile.Read(ref busySince) == Aborted)
            {
                throw new IOException("No answer came in time.", e);
            }
            throw;
        }
        finally
        {
            lastUsed = time.GetTimestamp();
            Volatile.Write(ref busySince, Idle);
        }
    }

    /// <summary>Breaks off the exchange that runs now if it has run for longer than a limit.</summary>
    public void AbortIfOlderThan(TimeSpan limit)
    {
        var since = Volatile.Read(ref busySince);
        if (
            since > Idle
            && time.GetElapsedTime(since) > limit
            // Only the exchange whose age was read is broken off, never one that has started since.
            && Interlocked.CompareExchange(ref busySince, Aborted, since) == since
        )
        {
            socket?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Close();

    private async ValueTask<Socket> OpenAsync(long now)
    {
        if (socket is { } open)
        {
            // A server closes connections that idle. To find that out by sending would leave open whether it acted.
            if (time.GetElapsedTime(lastUsed, now) < IdleBeforeProbe || !open.Poll(0, SelectMode.SelectRead))
            {
                return open;
            }
            Close();
        }
        Exception? last = null;
        foreach (var address in target.Addresses)
        {
            var fresh = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
            {
                NoDelay = true,
            };
            socket = fresh;
            try
            {
                await fresh.ConnectAsync(new IPEndPoint(address, target.Port));
                return fresh;
            }
            catch (SocketException e)
            {
                last = e;
                Close();
            }
        }
        throw last ?? new IOException("There is no address to connect to.");
    }

    private async ValueTask ReceiveAsync(Socket open)
    {
        response.Reset();
        var filled = 0;
        while (true)
        {
            if (filled == receiveBuffer.Length)
            {
                Grow();
            }
            var count = await open.ReceiveAsync(receiveBuffer.AsMemory(filled));
            filled += count;
            if (count == 0)
            {
                if (filled > 0 && response.AdvanceToTheEnd())
                {
                    return;
                }
                throw new IOException("The connection ended before the answer did.");
            }
            if (response.Advance(receiveBuffer.AsSpan(0, filled)))
            {
                if (response.End != filled)
                {
                    throw new NotHttpException("More bytes came than the answer has.");
                }
                return;
            }
        }
    }

    private void Grow()
    {
        if (receiveBuffer.Length >= MaxResponseBytes)
        {
            throw new NotHttpException($"The answer is longer than {MaxResponseBytes} bytes.");
        }
        Array.Resize(ref receiveBuffer, receiveBuffer.Length * 2);
    }

    private void Close()
    {
        socket?.Dispose();
        socket = null;
    }
}
