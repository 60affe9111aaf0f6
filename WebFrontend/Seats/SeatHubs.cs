using Microsoft.Extensions.Options;
using Ticketing.Concerts;
using Ticketing.WebFrontend.Events;

namespace Ticketing.WebFrontend.Seats;

/// <summary>One hub for each date that somebody watches.</summary>
internal sealed class SeatHubs(
    IGrainFactory grains,
    IOptions<EventOptions> options,
    TimeProvider time,
    ILogger<SeatHub> logger
)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ScheduleKey, SeatHub> _hubs = [];

    /// <summary>Watches that date until <see cref="Leave"/>.</summary>
    public (SeatHub Hub, SeatSubscriber Subscriber) Join(ScheduleKey key)
    {
        var subscriber = new SeatSubscriber(options.Value.MaxWaitingUpdates);
        lock (_lock)
        {
            if (!_hubs.TryGetValue(key, out var hub))
            {
                var period = TimeSpan.FromMilliseconds(options.Value.SeatPeriodMilliseconds);
                var grain = grains.GetGrain<IScheduleGrain>(key.ToString());
                _hubs[key] = hub = new SeatHub(grain, period, time, logger);
            }
            hub.Add(subscriber);
            return (hub, subscriber);
        }
    }

    /// <summary>Watches no more; a date that nobody watches is forgotten.</summary>
    public void Leave(ScheduleKey key, SeatHub hub, SeatSubscriber subscriber)
    {
        lock (_lock)
        {
            hub.Remove(subscriber);
            if (hub.IsIdle)
            {
                _hubs.Remove(key);
            }
        }
    }
}
