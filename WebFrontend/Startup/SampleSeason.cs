using System.Text.Json;
using System.Text.Json.Serialization;
using Ticketing.Concerts;
using Ticketing.WebFrontend.Queue;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Settings of the sample season, section <c>Catalog</c>.</summary>
internal sealed class SampleOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Catalog";

    /// <summary>Whether the sample season is loaded when the catalog is empty; left out: in Development.</summary>
    public bool? Sample { get; set; }
}

/// <summary>The concerts of the file <c>samples/season.json</c>.</summary>
internal sealed record Season(IReadOnlyList<SeasonConcert> Concerts);

/// <summary>One concert of the season.</summary>
internal sealed record SeasonConcert(
    string ConcertId,
    string Title,
    string Venue,
    string? QueueId,
    IReadOnlyList<SeasonSchedule> Schedules
);

/// <summary>One date of such a concert.</summary>
internal sealed record SeasonSchedule(string ScheduleId, DateTimeOffset StartsAt, long Price, int Seats);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Season))]
internal sealed partial class SeasonJson : JsonSerializerContext;

/// <summary>Loads the sample season where there is nothing else to sell.</summary>
internal static class SampleSeason
{
    /// <summary>
    /// Loads it, unless the catalog holds a concert that is not of it. A load that was cut off goes on where it was.
    /// </summary>
    public static async Task LoadAsync(IGrainFactory grains, CancellationToken ct)
    {
        var season = await ReadAsync(ct);
        var catalog = grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        var known = (await catalog.GetAsync(knownVersion: 0))?.Concerts ?? [];
        var ids = season.Concerts.Select(concert => concert.ConcertId).ToHashSet(StringComparer.Ordinal);
        if (!known.All(concert => ids.Contains(concert.ConcertId)))
        {
            return;
        }
        var stored = known.ToDictionary(concert => concert.ConcertId, concert => concert.Schedules.Length);
        foreach (var concert in season.Concerts)
        {
            if (stored.GetValueOrDefault(concert.ConcertId, -1) < concert.Schedules.Count)
            {
                await LoadAsync(concert, catalog);
            }
        }
    }

    private static async Task LoadAsync(SeasonConcert concert, ICatalogGrain catalog)
    {
        var queueId = concert.QueueId ?? QueueRoutes.DefaultQueueId;
        await catalog.AddConcertAsync(new(concert.ConcertId, concert.Title, concert.Venue, queueId));
        foreach (var date in concert.Schedules)
        {
            var key = new ScheduleKey(concert.ConcertId, date.ScheduleId);
            await catalog.AddScheduleAsync(new(key, new(date.StartsAt, date.Price, date.Seats)));
        }
    }

    private static async Task<Season> ReadAsync(CancellationToken ct)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "samples", "season.json");
        await using var file = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync(file, SeasonJson.Default.Season, ct)
            ?? throw new InvalidDataException($"{path} holds no season.");
    }
}
