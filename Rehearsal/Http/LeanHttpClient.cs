using System.Net.Sockets;
using System.Threading.Channels;

namespace Ticketing.Rehearsal.Http;

/// <summary>
/// Sends the requests of very many people over few keep-alive connections, one request at a time on each. Who finds all
/// of them busy waits for the next one to be free, first come, first served.
/// </summary>
internal sealed class LeanHttpClient : IDisposable
{
    private readonly HttpConnection[] connections;
    private readonly Channel<HttpConnection> free;
    private readonly TimeProvider time;
    private readonly ITimer watchdog;

    /// <param name="target">Where to.</param>
    /// <param name="connectionCount">How many connections at most.</param>
    /// <param name="answerTimeout">After this time without a whole answer the connection is broken off.</param>
    /// <param name="time">The clock that times requests and watches over them.</param>
    public LeanHttpClient(HttpTarget target, int connectionCount, TimeSpan answerTimeout, TimeProvider time)
    {
        this.time = time;
        free = Channel.CreateUnbounded<HttpConnection>();
        connections = new HttpConnection[connectionCount];
        for (var i = 0; i < connectionCount; i++)
        {
            connections[i] = new HttpConnection(target, time);
            free.Writer.TryWrite(connections[i]);
        }
        // One timer for all connections: a time-out per request would cost more than the request.
        var period = TimeSpan.FromSeconds(Math.Min(1, answerTimeout.TotalSeconds / 4));
        watchdog = time.CreateTimer(_ => Watch(answerTimeout), null, period, period);
    }

    /// <summary>Sends a request and reads its answer. Failures are told in the reply, not thrown.</summary>
    /// <param name="call">The request.</param>
    /// <param name="read">Reads the body while the connection still holds it.</param>
    /// <param name="stop">Ends the wait for a free connection; a request under way is not broken off.</param>
    public async ValueTask<HttpReply<T>> SendAsync<T>(
        HttpCall call,
        BodyReader<T> read,
        CancellationToken stop
    )
    {
        var wanted = time.GetTimestamp();
        if (!free.Reader.TryRead(out var connection))
        {
            connection = await free.Reader.ReadAsync(stop);
        }
        var started = time.GetTimestamp();
        var waited = time.GetElapsedTime(wanted, started);
        try
        {
            await connection.ExchangeAsync(call);
            var took = time.GetElapsedTime(started);
            var value = read(connection.Status, connection.Body);
            return new(connection.Status, value, connection.RetryAfterSeconds, null, took, waited);
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException)
        {
            return new(0, default, -1, e.Message, time.GetElapsedTime(started), waited);
        }
        finally
        {
            free.Writer.TryWrite(connection);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        watchdog.Dispose();
        foreach (var connection in connections)
        {
            connection.Dispose();
        }
    }

    private void Watch(TimeSpan limit)
    {
        foreach (var connection in connections)
        {
            connection.AbortIfOlderThan(limit);
        }
    }
}
