using System.Collections.Immutable;
using Ticketing.Concerts;
using Ticketing.Seats;

namespace Ticketing.WebFrontend.Seats;

/// <summary>
/// Watches one date for all of its watchers in this process: asks for the map while there are any, and tells each
/// what changed. The JSON of a change is made once for all of them.
/// </summary>
internal sealed class SeatHub(IScheduleGrain grain, TimeSpan period, TimeProvider time, ILogger logger)
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _looking = new(1);
    private readonly List<SeatSubscriber> _subscribers = [];
    private CancellationTokenSource? _watching;

    /// <summary>The map that the updates so far lead to; null until the first look.</summary>
    public SeatMap? Map { get; private set; }

    /// <summary>Whether nobody watches.</summary>
    public bool IsIdle
    {
        get
        {
            lock (_lock)
            {
                return _subscribers.Count == 0;
            }
        }
    }

    /// <summary>Adds a watcher; the first one starts the looking.</summary>
    public void Add(SeatSubscriber subscriber)
    {
        lock (_lock)
        {
            _subscribers.Add(subscriber);
            if (_watching is null)
            {
                _watching = new CancellationTokenSource();
                var stop = _watching.Token;
                _ = Task.Run(() => WatchAsync(stop));
            }
        }
    }

    /// <summary>Removes a watcher; the last one ends the looking.</summary>
    public void Remove(SeatSubscriber subscriber)
    {
        lock (_lock)
        {
            if (_subscribers.Remove(subscriber) && _subscribers.Count == 0)
            {
                _watching?.Cancel();
                _watching = null;
            }
        }
    }

    private async Task WatchAsync(CancellationToken ct)
    {
        using var ticks = new PeriodicTimer(period, time);
        try
        {
            do
            {
                await LookAsync();
            } while (await ticks.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException)
        {
            // The last watcher has gone.
        }
    }

    /// <summary>
    /// Asks for the map now, and tells every watcher what changed. One look at a time: no earlier map follows a later one.
    /// </summary>
    public async Task LookAsync()
    {
        await _looking.WaitAsync();
        try
        {
            if (await grain.GetSeatMapAsync(Map?.Version ?? 0) is { } now)
            {
                Tell(now);
            }
        }
        catch (Exception failure)
        {
            // The watchers keep what they have; the next look is a moment away.
            SeatHubLog.LookFailed(logger, grain.GetPrimaryKeyString(), failure.Message);
        }
        finally
        {
            _looking.Release();
        }
    }

    private void Tell(SeatMap now)
    {
        lock (_lock)
        {
            var updates = Map is { } before ? Changes(before.Statuses, now.Statuses) : [];
            Map = now;
            foreach (var subscriber in _subscribers)
            {
                subscriber.Offer(updates);
            }
        }
    }

    private static List<byte[]> Changes(ImmutableArray<byte> before, ImmutableArray<byte> now)
    {
        var changes = new List<byte[]>();
        for (var i = 0; i < now.Length; i++)
        {
            if (i >= before.Length || before[i] != now[i])
            {
                changes.Add(SeatMapJson.WriteSeat(i + 1, (SeatStatus)now[i]));
            }
        }
        return changes;
    }

    /// <summary>What a watcher is to be sent: the map where one is due, and what changed since it was last asked.</summary>
    public (SeatMap? Snapshot, byte[][] Updates) Take(SeatSubscriber subscriber)
    {
        // Under the lock of the hub, so that the map and the updates after it fit together.
        lock (_lock)
        {
            if (Map is null)
            {
                return (null, []);
            }
            var (needsSnapshot, updates) = subscriber.Take();
            return (needsSnapshot ? Map : null, updates);
        }
    }
}

internal static partial class SeatHubLog
{
    [LoggerMessage(1, LogLevel.Warning, "The seat map of {Schedule} could not be read: {Reason}")]
    public static partial void LookFailed(ILogger logger, string schedule, string reason);
}
