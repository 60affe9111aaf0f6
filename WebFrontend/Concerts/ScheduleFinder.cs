using System.Globalization;
using Ticketing.Common;
using Ticketing.Concerts;

namespace Ticketing.WebFrontend.Concerts;

/// <summary>Finds concerts and dates by what a caller calls them.</summary>
internal static class ScheduleFinder
{
    /// <summary>The concert, or null; an id that cannot be one costs nothing.</summary>
    public static ValueTask<ConcertInfo?> FindAsync(this CatalogCopy catalog, string concertId) =>
        Ids.IsValid(concertId)
            ? catalog.FindConcertAsync(concertId)
            : ValueTask.FromResult<ConcertInfo?>(null);

    /// <summary>
    /// The date of that id; or, for a day such as <c>2026-12-24</c>, the only date on that day in UTC, or, where there
    /// is none, the only one on that day at the hall. Null otherwise.
    /// </summary>
    public static ScheduleInfo? FindSchedule(this ConcertInfo concert, string idOrDay)
    {
        foreach (var schedule in concert.Schedules)
        {
            if (schedule.Key.ScheduleId == idOrDay)
            {
                return schedule;
            }
        }
        if (
            !DateOnly.TryParseExact(
                idOrDay,
                "yyyy-MM-dd",
                CultureInfo.InvariantCulture,
                DateTimeStyles.None,
                out var day
            )
        )
        {
            return null;
        }
        var inUtc = concert
            .Schedules.Where(schedule => Day(schedule.Definition.StartsAt.UtcDateTime) == day)
            .ToList();
        var found =
            inUtc.Count > 0
                ? inUtc
                : concert
                    .Schedules.Where(schedule => Day(schedule.Definition.StartsAt.DateTime) == day)
                    .ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private static DateOnly Day(DateTime instant) => DateOnly.FromDateTime(instant);
}
