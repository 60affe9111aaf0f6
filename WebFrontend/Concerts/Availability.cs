using System.Collections.Concurrent;
using Ticketing.Concerts;

namespace Ticketing.WebFrontend.Concerts;

/// <summary>
/// How many seats each date has, asked of the dates in parallel and kept for a moment, so that a list of every concert
/// does not ask every date for every reader. What this process reserves or cancels is asked anew at once.
/// </summary>
internal sealed class Availability(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<ScheduleKey, Entry> _known = new();

    /// <summary>The counts of that date.</summary>
    public Task<ScheduleSummary> GetAsync(ScheduleKey key)
    {
        var now = time.GetTimestamp();
        if (
            _known.TryGetValue(key, out var entry)
            && !entry.Asking.IsFaulted
            && time.GetElapsedTime(entry.AskedAt, now) < Fresh
        )
        {
            return entry.Asking;
        }
        entry = new(now, grains.GetGrain<IScheduleGrain>(key.ToString()).GetSummaryAsync());
        _known[key] = entry;
        return entry.Asking;
    }

    /// <summary>Something changed there: the next reader asks anew.</summary>
    public void Forget(ScheduleKey key) => _known.TryRemove(key, out _);

    private sealed record Entry(long AskedAt, Task<ScheduleSummary> Asking);
}
