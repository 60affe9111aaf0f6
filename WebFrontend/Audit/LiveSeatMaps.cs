using Ticketing.Concerts;

namespace Ticketing.WebFrontend.Audit;

/// <summary>Checks the seat maps that people look at against the records of the seats.</summary>
internal sealed class LiveSeatMaps(IGrainFactory grains, CatalogCopy catalog, TimeProvider time)
{
    // A map hears of a sale a moment after it is stored.
    private const int Looks = 3;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(500);

    /// <summary>A sentence for each date whose map does not fit what is stored.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(
        IReadOnlyDictionary<ScheduleKey, int> soldByDate,
        CancellationToken ct
    )
    {
        var violations = new List<string>();
        foreach (var (key, sold) in soldByDate)
        {
            if (await CheckAsync(key, sold, ct) is { } violation)
            {
                violations.Add(violation);
            }
        }
        return violations;
    }

    private async Task<string?> CheckAsync(ScheduleKey key, int sold, CancellationToken ct)
    {
        if (await catalog.FindScheduleAsync(key) is not { } schedule)
        {
            return null;
        }
        var grain = grains.GetGrain<IScheduleGrain>(key.ToString());
        string? violation = null;
        for (var look = 0; look < Looks; look++)
        {
            var map = await grain.GetSummaryAsync();
            violation = Compare(schedule, map, sold);
            if (violation is null)
            {
                return null;
            }
            await Task.Delay(BetweenLooks, time, ct);
        }
        return violation;
    }

    // What is sold stays sold, so a map asked after the records were read shows as many sold seats, or more.
    private static string? Compare(ScheduleInfo schedule, ScheduleSummary map, int sold)
    {
        var (key, definition) = schedule;
        if (map.Sold < sold)
        {
            return $"The seat map of {key} shows {map.Sold} seats as sold, but {sold} are.";
        }
        if (map.Available + map.Held + map.Sold != definition.Seats)
        {
            return $"The seat map of {key} shows {map.Available + map.Held + map.Sold} seats of {definition.Seats}.";
        }
        return map.Revenue == map.Sold * definition.Price
            ? null
            : $"The revenue of {key} is {map.Revenue}, but {map.Sold} seats were sold at {definition.Price}.";
    }
}
