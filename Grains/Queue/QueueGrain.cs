using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Ticketing.Common;
using Ticketing.Queue.Line;
using Ticketing.Reservations;

namespace Ticketing.Queue;

/// <summary>
/// One waiting line, keyed by queue id. It owns the numbers and who is active. Everything that a turn decides is on
/// disk before the turn answers; a write that fails makes the activation step down, and the next one reads what is
/// true. Numbers are admitted in their order; active people never outnumber the capacity when one is admitted.
/// </summary>
internal sealed class QueueGrain(
    [PersistentState("queue", Records.StorageName)] IPersistentState<QueueState> state,
    Records records,
    IOptions<QueueOptions> options,
    IOptions<ReservationOptions> reservations,
    TimeProvider clock
) : PersistingGrain, IQueueGrain
{
    private const int BlocksAhead = 8;
    private const int ChunkToRetire = 16;
    private const int SweepActiveMs = 100;
    private const int SweepIdleMs = 1000;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly QueueOptions _options = options.Value;
    private readonly WaitingLine _line = new();
    private readonly WaitForecast _forecast = new(Random.Shared);
    private readonly long _epoch = Random.Shared.NextInt64(1, long.MaxValue);
    private PlaceIndex _index = null!;
    private LineStore _store = null!;
    private LineClock _lineClock = null!;
    private QueueSettings _settings = null!;
    private long _admittedMs;
    private long _sweptActiveMs;
    private long _sweptIdleMs;

    private long NowMs => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public async Task<QueueBatchResult> ApplyAsync(QueueBatch batch)
    {
        var joins = await RunTurnAsync(batch);
        return new QueueBatchResult(joins, ChangesSince(batch.KnownEpoch, batch.KnownVersion));
    }

    /// <inheritdoc/>
    public Task<QueueOverview> GetOverviewAsync() =>
        Task.FromResult(
            new QueueOverview(
                this.GetPrimaryKeyString(),
                _settings,
                _line.Waiting,
                _line.Active.Count,
                _line.AdmittedTotal,
                _line.AbandonedTotal,
                Math.Round(_forecast.PerMinute(_lineClock.At(NowMs)), 2),
                _forecast.Quality()
            )
        );

    /// <inheritdoc/>
    public async Task<QueueOverview> ConfigureAsync(QueueSettings settings)
    {
        await PersistAsync(state, state.State with { Settings = settings });
        _settings = settings;
        _line.NextVersion();
        return await GetOverviewAsync();
    }

    /// <inheritdoc/>
    public Task<PlacePhase> FindAsync(long number) =>
        number >= 1 && number < _line.NextNumber && _line.Find(number) is null
            ? _store.ReadPhaseAsync(number)
            : Task.FromResult(_line.PhaseOf(number));

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _admittedMs = NowMs;
        _lineClock = new LineClock(_admittedMs);
        _settings = state.State.Settings ?? _options.ToSettings();
        _index = new PlaceIndex(number => _line.PhaseOf(number) is PlacePhase.Waiting or PlacePhase.Active);
        _store = new LineStore(records, this.GetPrimaryKeyString());
        await _store.LoadAsync(_line, _index, state.State);
        ShowFigures();
        this.RegisterGrainTimer(
            _ => RunTurnAsync(QueueBatch.Empty),
            new GrainTimerCreationOptions(Tick, Tick) { KeepAlive = true }
        );
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        QueueFigures.Remove(_epoch);
        return Task.CompletedTask;
    }

    private async Task<ImmutableArray<JoinResult>> RunTurnAsync(QueueBatch batch)
    {
        try
        {
            return await TurnAsync(batch);
        }
        catch
        {
            // What is in memory may not be on disk: the next activation reads what is.
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task<ImmutableArray<JoinResult>> TurnAsync(QueueBatch batch)
    {
        var now = _lineClock.BeginTurn(NowMs);
        _line.NextVersion();
        foreach (var number in batch.Heard)
        {
            _line.Hear(number, now);
        }
        foreach (var number in batch.Completed)
        {
            LineRules.Complete(_line, number);
        }
        foreach (var extension in batch.Extended)
        {
            LineRules.Extend(_line, extension, reservations.Value.HoldSeconds);
        }
        if (IsDue(_sweptActiveMs, SweepActiveMs, now))
        {
            LineRules.EndActive(_line, _settings, now);
            _sweptActiveMs = now.Ms;
        }
        var waitingBefore = _line.Waiting;
        foreach (var number in batch.Leaving)
        {
            LineRules.Leave(_line, number);
        }
        if (IsDue(_sweptIdleMs, SweepIdleMs, now))
        {
            LineRules.DropIdle(_line, _settings, now, _options.IdleBlocksPerTurn);
            _sweptIdleMs = now.Ms;
        }
        var joins = await JoinAsync(batch.Joins, now);
        Admit(batch, joins, now);

        var joined = joins.Count(join => join.Status == JoinStatus.Joined);
        _forecast.Observe(_line, _settings, Math.Max(0, waitingBefore + joined - _line.Waiting), now);
        await SaveAsync();
        ShowFigures();
        return joins;
    }

    // Also where the clock was set back: else nothing would be due until it shows that time again.
    private static bool IsDue(long lastMs, long periodMs, Moment now) =>
        now.Ms < lastMs || now.Ms - lastMs >= periodMs;

    private void Admit(QueueBatch batch, ImmutableArray<JoinResult> joins, Moment now)
    {
        if (IsDue(_admittedMs, _settings.AdmissionPeriodSeconds * 1000L, now))
        {
            LineRules.AdmitBatch(_line, _settings, now);
            _admittedMs = now.Ms;
        }
        foreach (var number in batch.Knocking.Order())
        {
            LineRules.AdmitAtFront(_line, _settings, number, now);
        }
        foreach (var join in joins)
        {
            LineRules.AdmitAtFront(_line, _settings, join.Number, now);
        }
    }

    private async Task<ImmutableArray<JoinResult>> JoinAsync(ImmutableArray<string> users, Moment now)
    {
        var results = ImmutableArray.CreateBuilder<JoinResult>(users.Length);
        foreach (var user in users)
        {
            var key = PlaceIndex.KeyOf(user);
            if (await FindAsync(user, key) is { } place)
            {
                _line.Hear(place.Number, now);
                results.Add(place);
            }
            else if (_line.Waiting >= _options.MaxWaiting)
            {
                results.Add(new JoinResult(JoinStatus.QueueFull, 0, default));
            }
            else
            {
                results.Add(Join(user, key, now));
            }
        }
        return results.MoveToImmutable();
    }

    private JoinResult Join(string user, uint key, Moment now)
    {
        var number = _line.Join(now);
        _index.Add(key, number);
        _store.Add(number, user, now.Ms);
        return new JoinResult(JoinStatus.Joined, number, DateTimeOffset.FromUnixTimeMilliseconds(now.Ms));
    }

    // A key may belong to several users: the stored place says whose it is.
    private async Task<JoinResult?> FindAsync(string user, uint key)
    {
        foreach (var number in _index.Find(key))
        {
            var places = await _store.ReadPlacesAsync(LineBlock.IndexOf(number));
            var offset = LineBlock.OffsetOf(number);
            if (places.Users[offset] == user)
            {
                var issuedAt = DateTimeOffset.FromUnixTimeMilliseconds(places.IssuedAt[offset]);
                return new JoinResult(JoinStatus.AlreadyInLine, number, issuedAt);
            }
        }
        return null;
    }

    private async Task SaveAsync()
    {
        var blocks = LineBlock.IndexOf(_line.NextNumber) + 1;
        if (blocks > state.State.Blocks)
        {
            // The queue knows of a block before anything is in it, or a restart would not look there.
            await PersistAsync(
                state,
                state.State with
                {
                    Settings = _settings,
                    Blocks = blocks + BlocksAhead,
                }
            );
        }
        await _store.SaveAsync(_line);
        var over = _line.CountOver() - _options.RetainedBlocks;
        if (over >= ChunkToRetire)
        {
            await RetireAsync(over);
        }
    }

    private async Task RetireAsync(int count)
    {
        var places = _line
            .Blocks.Take(count)
            .SelectMany(block => block.Phases)
            .Select(p => (PlacePhase)p)
            .ToList();
        await PersistAsync(
            state,
            state.State with
            {
                FirstBlock = _line.FirstBlock + count,
                AdmittedBefore = state.State.AdmittedBefore + places.Count(place => place.WasAdmitted()),
                AbandonedBefore = state.State.AbandonedBefore + places.Count(place => place.WasAbandoned()),
            }
        );
        _line.Retire(count);
    }

    private void ShowFigures() =>
        QueueFigures.Put(
            _epoch,
            new(
                this.GetPrimaryKeyString(),
                _line.Waiting,
                _line.Active.Count,
                _settings.Capacity,
                _line.AdmittedTotal
            )
        );

    private QueueChanges ChangesSince(long epoch, long version)
    {
        var isFull = epoch != _epoch;
        return new QueueChanges(
            _epoch,
            _line.Version,
            isFull,
            _settings,
            _line.FirstBlock,
            _line.NextNumber,
            _line.Waiting,
            _line.Active.Count,
            _forecast.Speed(_lineClock.At(NowMs)),
            [.. (isFull ? _line.Blocks : _line.ChangedSince(version)).Select(Copy)]
        );
    }

    private BlockCopy Copy(LineBlock block)
    {
        var active = ImmutableArray.CreateBuilder<PlaceExtension>(block.Active);
        for (var offset = 0; block.Active > active.Count && offset < block.Count; offset++)
        {
            if (block.Phases[offset] == (byte)PlacePhase.Active)
            {
                var number = block.NumberAt(offset);
                var until = DateTimeOffset.FromUnixTimeMilliseconds(_line.Active[number].Until);
                active.Add(new PlaceExtension(number, until));
            }
        }
        return new BlockCopy(block.Index, [.. block.Given], active.ToImmutable());
    }
}
