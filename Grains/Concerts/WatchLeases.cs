using System.Collections.Concurrent;

namespace Ticketing.Concerts;

/// <summary>
/// What this process knows of the reminders that schedules keep: until when each is promised. It saves a call
/// to the schedule for each hold. It holds at most one entry for each date of the catalog.
/// </summary>
internal sealed class WatchLeases
{
    private readonly ConcurrentDictionary<ScheduleKey, DateTimeOffset> _leases = new();

    /// <summary>Whether the schedule has promised to watch at least until then.</summary>
    public bool Covers(ScheduleKey schedule, DateTimeOffset until) =>
        _leases.TryGetValue(schedule, out var end) && end >= until;

    /// <summary>Takes a promise over. A schedule never takes one back, so the longest counts.</summary>
    public void Learn(ScheduleKey schedule, DateTimeOffset until) =>
        _leases.AddOrUpdate(schedule, until, (_, known) => known > until ? known : until);
}
