using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Http;

/// <summary>
/// Sends the requests of very many people over few keep-alive connections. Each waits here until one of them is free,
/// first come, first served, so that this wait can be told from the time that the server took.
/// </summary>
internal sealed class ServerClient : IDisposable
{
    /// <summary>The longest answer that is accepted, in bytes: a seat map of 5,000 seats is 200 KB.</summary>
    public const int MaxAnswerBytes = 8 * 1024 * 1024;

    private readonly HttpClient http;
    private readonly SemaphoreSlim free;
    private readonly IReadOnlyList<ExtraHeader> headers;
    private readonly StepLatencies latencies;
    private readonly TimeProvider time;
    private long requests;

    /// <param name="server">Where to.</param>
    /// <param name="connections">How many connections at most.</param>
    /// <param name="answerTimeout">After this time without a whole answer the connection is broken off.</param>
    /// <param name="latencies">Where the times are noted.</param>
    /// <param name="time">The clock that measures them.</param>
    public ServerClient(
        ServerSettings server,
        int connections,
        TimeSpan answerTimeout,
        StepLatencies latencies,
        TimeProvider time
    )
    {
        (headers, this.latencies, this.time) = (server.Headers, latencies, time);
        free = new SemaphoreSlim(connections);
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = connections,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        };
        if (server.Insecure)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }
        http = new HttpClient(handler)
        {
            BaseAddress = new Uri(server.Url, "/"),
            Timeout = answerTimeout,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
    }

    /// <summary>Requests sent so far, answered or not.</summary>
    public long Requests => Volatile.Read(ref requests);

    /// <summary>Sends a request and reads its answer. Refusals and failures are values, not thrown.</summary>
    /// <param name="step">What the time is noted as; null: it is not.</param>
    /// <param name="request">The request, which is used up.</param>
    /// <param name="userId">Whose request it is; null: an operator's.</param>
    /// <param name="type">How the answer is read; null: nothing is read of it.</param>
    /// <param name="stop">Ends the wait for a free connection; a request under way is not broken off.</param>
    public async ValueTask<ApiReply<T>> SendAsync<T>(
        Step? step,
        HttpRequestMessage request,
        string? userId,
        JsonTypeInfo<T>? type,
        CancellationToken stop
    )
    {
        using var _ = request;
        foreach (var header in headers)
        {
            header.AddTo(request.Headers, userId);
        }
        // The handler sends a request without a body again if its connection ends, and would hide the loss.
        request.Content ??= new ByteArrayContent([]);
        var wanted = time.GetTimestamp();
        await free.WaitAsync(stop);
        var started = time.GetTimestamp();
        latencies[Step.ConnectionWait].Record(time.GetElapsedTime(wanted, started));
        Interlocked.Increment(ref requests);
        try
        {
            using var response = await http.SendAsync(request, CancellationToken.None);
            if (step is { } timed)
            {
                latencies[timed].Record(time.GetElapsedTime(started));
            }
            var body = await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
            var (value, problem) = Read((int)response.StatusCode, body, type);
            return new((int)response.StatusCode, value, problem, null, response.Headers.RetryAfter?.Delta);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            var why =
                e is OperationCanceledException ? "No answer came in time." : e.GetBaseException().Message;
            return new(0, default, null, why, null);
        }
        finally
        {
            free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        free.Dispose();
    }

    private static (T? Value, Problem? Problem) Read<T>(int status, byte[] body, JsonTypeInfo<T>? type)
    {
        if (status is < 200 or > 299)
        {
            return (default, Problem.Read(body));
        }
        try
        {
            return type is null ? default
                : JsonSerializer.Deserialize(body, type) is { } value ? (value, null)
                : (default, Problem.NotTheContract($"{status}: null"));
        }
        catch (JsonException e)
        {
            return (default, Problem.NotTheContract($"{status}: {e.Message}"));
        }
    }
}
