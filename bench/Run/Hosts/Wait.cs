using System.Diagnostics;

namespace Ticketing.Bench.Run.Hosts;

/// <summary>Waits for what takes its time.</summary>
internal static class Wait
{
    /// <summary>Asks again and again, every few milliseconds.</summary>
    /// <returns>How long it took.</returns>
    /// <exception cref="TimeoutException">It did not come true in time.</exception>
    public static TimeSpan Until(Func<bool> isTrue, TimeSpan limit, string otherwise)
    {
        var started = Stopwatch.GetTimestamp();
        while (!isTrue())
        {
            if (Stopwatch.GetElapsedTime(started) > limit)
            {
                throw new TimeoutException(otherwise);
            }
            For(TimeSpan.FromMilliseconds(10));
        }
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Lets time pass on this thread, which has nothing else to do.</summary>
    public static void For(TimeSpan time) => Task.Delay(time, TimeProvider.System).GetAwaiter().GetResult();
}
