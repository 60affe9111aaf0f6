using Microsoft.Extensions.Options;
using Ticketing.Common;

namespace Ticketing.Concerts;

/// <summary>
/// Owns the lists of concerts and queues and answers the whole catalog from memory; the key is
/// <see cref="ICatalogGrain.Key"/>. A concert is stored in its own row before it is listed here.
/// </summary>
[GrainType(StateNames.Catalog)]
internal sealed class CatalogGrain(
    [PersistentState(StateNames.Catalog, Records.StorageName)] IPersistentState<CatalogState> catalog,
    IOptions<CatalogOptions> options,
    TimeProvider time
) : PersistingGrain, ICatalogGrain
{
    private const int ConcertsAtOnce = 64;

    private readonly Dictionary<string, ConcertInfo> _concerts = new(StringComparer.Ordinal);
    private CatalogSnapshot? _snapshot;
    private long _version;

    /// <inheritdoc/>
    public Task<CatalogSnapshot?> GetAsync(long knownVersion) =>
        Task.FromResult(knownVersion == _version ? null : _snapshot ??= NewSnapshot());

    /// <inheritdoc/>
    public async Task<CatalogStatus> AddConcertAsync(AddConcert command)
    {
        var (next, outcome) = CatalogRules.AddConcert(catalog.State, command, options.Value);
        if (outcome != CatalogStatus.Added)
        {
            return outcome;
        }

        await ConcertOf(command.ConcertId).DefineAsync(command);
        await PersistAsync(catalog, next);
        await ShowAsync(command.ConcertId);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<CatalogStatus> AddScheduleAsync(AddSchedule command)
    {
        if (!catalog.State.ConcertIds.Contains(command.Key.ConcertId))
        {
            return CatalogStatus.ConcertNotFound;
        }

        var outcome = await ConcertOf(command.Key.ConcertId).AddScheduleAsync(command);

        // Shown again whatever the outcome: an earlier call may have stored the date and been cut off before
        // this line.
        await ShowAsync(command.Key.ConcertId);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<CatalogStatus> AddQueueAsync(string queueId)
    {
        var (next, outcome) = CatalogRules.AddQueue(catalog.State, queueId, options.Value);
        if (outcome == CatalogStatus.Added)
        {
            await PersistAsync(catalog, next);
            Changed();
        }

        return outcome;
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Not stored: microseconds of the clock go up faster than operators can change a catalog, so a copy
        // of an earlier activation is never taken for this one's.
        _version = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond;
        foreach (var ids in catalog.State.ConcertIds.Chunk(ConcertsAtOnce))
        {
            await Task.WhenAll(ids.Select(ShowAsync));
        }
    }

    private IConcertGrain ConcertOf(string concertId) => GrainFactory.GetGrain<IConcertGrain>(concertId);

    private async Task ShowAsync(string concertId)
    {
        if (await ConcertOf(concertId).GetAsync() is { } concert)
        {
            _concerts[concertId] = concert;
            Changed();
        }
    }

    private void Changed()
    {
        _version++;
        _snapshot = null;
    }

    private CatalogSnapshot NewSnapshot() =>
        new(
            _version,
            [.. catalog.State.ConcertIds.Where(_concerts.ContainsKey).Select(id => _concerts[id])],
            [CatalogRules.DefaultQueueId, .. catalog.State.QueueIds]
        );
}
