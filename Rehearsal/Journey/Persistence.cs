using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Journey;

/// <summary>
/// Asks until there is an answer: a refusal for now (429, 503) is repeated after the time it names, a lost connection after a growing
/// pause. Every call of a journey may be repeated: charges carry a key, all others are the same when done twice.
/// </summary>
internal sealed class Persistence(
    RunRecord record,
    TimeProvider time,
    TimeSpan patience,
    CancellationToken stop
)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WithoutRetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>Calls until the server has decided, or patience ends; then the last refusal or failure is the answer.</summary>
    public async ValueTask<ApiReply<T>> AskAsync<T>(
        Step step,
        Random random,
        Func<ValueTask<ApiReply<T>>> call
    )
    {
        var since = time.GetTimestamp();
        var pause = FirstPause;
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var reply = await call();
            TimeSpan wait;
            if (reply.Failure is not null)
            {
                record.ConnectionLost(step, reply.Failure);
                wait = pause;
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            else if (IsRefusedForNow(reply))
            {
                record.Refused(reply.Code ?? Problem.NoCode);
                CheckRetryAfter(step, reply);
                wait =
                    reply.RetryAfter is not { } named ? WithoutRetryAfter
                    : named > FirstPause ? named
                    : FirstPause;
            }
            else if (reply.Code == "idempotency-key-in-use")
            {
                record.Refused(reply.Code);
                wait = FirstPause;
            }
            else
            {
                return reply;
            }
            if (time.GetElapsedTime(since) + wait > patience)
            {
                return reply;
            }
            // Spread, so that all who were refused together do not come back together.
            await Task.Delay(wait * (1 + (random.NextDouble() * 0.2)), time, stop);
        }
    }

    /// <summary>Whether a reply only says to come back later.</summary>
    public static bool IsRefusedForNow<T>(ApiReply<T> reply) => reply.Status is 429 or 503;

    private void CheckRetryAfter<T>(Step step, ApiReply<T> reply)
    {
        if (reply.RetryAfter is null && reply.Code != "queue-full")
        {
            record.BrokenPromise(
                "429 and 503 name a Retry-After",
                $"{step}: {reply.Status} {reply.Problem?.Text}"
            );
        }
    }
}
