using System.Collections.Frozen;

namespace Ticketing.Concerts;

/// <summary>
/// This process's copy of the catalog: what is known is answered without a call, and a random id costs at
/// most one question about the catalog's version, shared by all who ask meanwhile. Dates never change once
/// stored, so a copy can only lack the newest; it is renewed when something is not found, or when it is a
/// second old.
/// </summary>
public sealed class CatalogCopy(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private View _view = View.Empty;
    private Task _running = Task.CompletedTask;
    private Task? _next;

    /// <summary>The whole catalog, at most a second old.</summary>
    public async ValueTask<CatalogSnapshot> GetAsync()
    {
        if (!IsFresh())
        {
            await RefreshAsync();
        }
        return _view.Snapshot;
    }

    /// <summary>A concert, or null.</summary>
    public async ValueTask<ConcertInfo?> FindConcertAsync(string concertId)
    {
        if (_view.Concerts.TryGetValue(concertId, out var concert) && IsFresh())
        {
            return concert;
        }
        await RefreshAsync();
        return _view.Concerts.GetValueOrDefault(concertId);
    }

    /// <summary>A date of a concert, or null.</summary>
    public async ValueTask<ScheduleInfo?> FindScheduleAsync(ScheduleKey key)
    {
        if (_view.Schedules.TryGetValue(key, out var schedule))
        {
            return schedule;
        }
        await RefreshAsync();
        return _view.Schedules.GetValueOrDefault(key);
    }

    /// <summary>Whether there is such a queue.</summary>
    public async ValueTask<bool> HasQueueAsync(string queueId)
    {
        if (_view.Queues.Contains(queueId))
        {
            return true;
        }
        await RefreshAsync();
        return _view.Queues.Contains(queueId);
    }

    /// <summary>
    /// Asks for what is newer than the copy. Calls that meet share one question, but never one that was asked
    /// before they came: it might miss what they know of.
    /// </summary>
    public Task RefreshAsync()
    {
        lock (_gate)
        {
            // A question that is about to be asked serves this caller too. Beginning another beside it would let the
            // older of two answers come last and replace the newer one.
            if (_next is not null)
            {
                return _next;
            }
            return _running.IsCompleted ? _running = StartAsking() : _next = AskAfterAsync(_running);
        }
    }

    // A copy of a time that is still to come is from before the clock was set back.
    private bool IsFresh() => clock.GetUtcNow() is var now && now >= _view.AsOf && now - _view.AsOf < MaxAge;

    private async Task AskAfterAsync(Task running)
    {
        // Never at once, or this would be taken for the next question after it was asked.
        await running.ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding
        );
        Task next;
        lock (_gate)
        {
            _next = null;
            next = _running = StartAsking();
        }
        await next;
    }

    // The question belongs to everybody who waits for it, not to the grain or request that came first.
    private Task StartAsking()
    {
        using (ExecutionContext.SuppressFlow())
        {
            return Task.Run(AskAsync);
        }
    }

    private async Task AskAsync()
    {
        var now = clock.GetUtcNow();
        var before = _view;
        var newer = await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetAsync(before.Snapshot.Version);
        _view = newer is null ? before with { AsOf = now } : View.Of(newer, now);
    }

    private sealed record View(
        CatalogSnapshot Snapshot,
        FrozenDictionary<string, ConcertInfo> Concerts,
        FrozenDictionary<ScheduleKey, ScheduleInfo> Schedules,
        FrozenSet<string> Queues,
        DateTimeOffset AsOf
    )
    {
        public static View Empty { get; } = Of(new CatalogSnapshot(0, [], []), DateTimeOffset.MinValue);

        public static View Of(CatalogSnapshot catalog, DateTimeOffset asOf) =>
            new(
                catalog,
                catalog.Concerts.ToFrozenDictionary(concert => concert.ConcertId, StringComparer.Ordinal),
                catalog
                    .Concerts.SelectMany(concert => concert.Schedules)
                    .ToFrozenDictionary(schedule => schedule.Key),
                catalog.QueueIds.ToFrozenSet(StringComparer.Ordinal),
                asOf
            );
    }
}
