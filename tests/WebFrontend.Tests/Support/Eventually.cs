using Microsoft.Extensions.DependencyInjection;
using Ticketing.Queue.Board;
using Ticketing.Storage;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>Waits for what other threads do after a manual clock has moved: by asking again, never by sleeping.</summary>
public static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(5);

    /// <summary>Waits until the line knows whom this process has heard of.</summary>
    public static async Task SyncAsync(this TestServer server, string queueId = "default") =>
        await (await server.Services.GetRequiredService<QueueBoards>().FindAsync(queueId))!.SyncAsync();

    /// <summary>Lets time pass in which the line runs: a jump would be taken for a process that stood still.</summary>
    public static async Task PassAsync(this TestServer server, TimeSpan time)
    {
        for (var end = server.Clock!.GetUtcNow() + time; server.Clock.GetUtcNow() < end; )
        {
            var left = end - server.Clock.GetUtcNow();
            server.Clock.Advance(left < Step ? left : Step);
            await server.SyncAsync();
        }
    }

    /// <summary>Asks until the answer satisfies; each asking moves the clock a little, so that timers go on.</summary>
    public static async Task<T> AskAsync<T>(
        this TestServer server,
        Func<Task<T>> ask,
        Func<T, bool> satisfies
    )
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (satisfies(answer))
            {
                return answer;
            }
            if (TimeProvider.System.GetElapsedTime(started) > Limit)
            {
                throw new TimeoutException($"Still not so after {Limit.TotalSeconds} s: {answer}");
            }
            // What was written before is on disk when this answers: the clock does not run ahead of the work.
            await server.Services.GetRequiredService<IStorageHealth>().CheckAsync();
            server.Clock?.Advance(TimeSpan.FromMilliseconds(50));
        }
    }
}
