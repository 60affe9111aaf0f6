using System.Collections.Concurrent;
using Ticketing.Concerts;

namespace Ticketing.WebFrontend.Seats;

/// <summary>
/// The last seat map of each date that was asked for, with its JSON. Each reader still asks the date whether the map
/// has changed, so nobody sees an old one; only the writing of it is saved.
/// </summary>
internal sealed class SeatMaps(IGrainFactory grains)
{
    // A map of 5,000 seats is about 200 KB of JSON.
    private const int MaxKept = 256;

    private readonly ConcurrentDictionary<ScheduleKey, Kept> _kept = new();

    /// <summary>The map as it is now.</summary>
    public async ValueTask<SeatMap> GetAsync(ScheduleInfo schedule) => (await RefreshAsync(schedule)).Map;

    /// <summary>The map as it is now, as JSON.</summary>
    public async ValueTask<byte[]> GetJsonAsync(ScheduleInfo schedule) =>
        (await RefreshAsync(schedule)).Json(schedule);

    private async ValueTask<Kept> RefreshAsync(ScheduleInfo schedule)
    {
        var grain = grains.GetGrain<IScheduleGrain>(schedule.Key.ToString());
        var known = _kept.GetValueOrDefault(schedule.Key);
        if (await grain.GetSeatMapAsync(known?.Map.Version ?? 0) is { } map)
        {
            return Keep(schedule.Key, new Kept(map));
        }
        return known ?? throw new InvalidOperationException($"{schedule.Key} has no seat map.");
    }

    private Kept Keep(ScheduleKey key, Kept kept)
    {
        if (_kept.Count >= MaxKept && !_kept.ContainsKey(key))
        {
            // Any one may go: it is written anew when it is asked for.
            _kept.TryRemove(_kept.Keys.First(), out _);
        }
        return _kept[key] = kept;
    }

    private sealed class Kept(SeatMap map)
    {
        private byte[]? _json;

        public SeatMap Map => map;

        public byte[] Json(ScheduleInfo schedule) => _json ??= SeatMapJson.Write(schedule, map);
    }
}
