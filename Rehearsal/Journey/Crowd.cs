namespace Ticketing.Rehearsal.Journey;

/// <summary>Lets the buyers arrive, evenly spread over a time, and waits for the last one.</summary>
internal static class Crowd
{
    private static readonly TimeSpan SmallestPause = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs all journeys.</summary>
    /// <param name="count">How many buyers.</param>
    /// <param name="arrival">From the first to the last arrival; zero: all at once.</param>
    /// <param name="run">What the buyers share.</param>
    public static async Task RunAsync(int count, TimeSpan arrival, JourneyContext run)
    {
        var since = run.Time.GetTimestamp();
        var journeys = new Task[count];
        for (var i = 0; i < count; i++)
        {
            var due = arrival * ((double)i / count) - run.Time.GetElapsedTime(since);
            if (due >= SmallestPause)
            {
                // When the rehearsal is ended, the rest arrive at once and end as unfinished.
                await Task.Delay(due, run.Time, run.Stop)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            journeys[i] = new Buyer(i, run).RunAsync();
        }
        await Task.WhenAll(journeys);
    }
}
