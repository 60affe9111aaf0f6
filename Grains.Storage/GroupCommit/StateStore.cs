using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ticketing.Storage;

/// <summary>
/// Owns the database and the lanes to it. Every read and write of every grain passes here, and leaves in the next batch
/// of its lane.
/// </summary>
internal sealed partial class StateStore : IAsyncDisposable, IDisposable
{
    private static readonly Task<StoredState?> NotStored = Task.FromResult<StoredState?>(null);

    private readonly GroupCommitStorageOptions _options;
    private readonly StorageMetrics _metrics;
    private readonly ILogger<StateStore> _logger;
    private readonly WaitingRoom _writing;
    private readonly WaitingRoom _reading;
    private readonly KnownRows _rows;
    private readonly List<IStateLane> _connections = [];
    private BatchLane<PendingWrite>[] _writers = [];
    private BatchLane<PendingRead>[] _readers = [];
    private uint _nextReader;
    private volatile bool _started;
    private int _disposed;
    private int _unavailable;

    public StateStore(
        ITicketDatabase database,
        IOptions<GroupCommitStorageOptions> options,
        StorageMetrics metrics,
        ILogger<StateStore> logger
    )
    {
        Database = database;
        _options = options.Value;
        _metrics = metrics;
        _logger = logger;
        _writing = new("writes", _options.MaxWaiting, _options.MaxWaitingBytes, _options.RetryAfter);
        _reading = new("reads", _options.MaxWaiting, long.MaxValue, _options.RetryAfter);
        _rows = new(database, _options, logger);
        metrics.ObserveWaiting(() => _writing.Count, () => _reading.Count);
    }

    public ITicketDatabase Database { get; }

    /// <summary>Opens the database and the lanes to it; the second call does nothing.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_started)
        {
            return;
        }

        await Database.StartAsync(cancellationToken).ConfigureAwait(false);
        _writers = CreateLanes<PendingWrite>(Database.Lanes.Writers, true, _writing, CommitAsync);
        _readers = CreateLanes<PendingRead>(Database.Lanes.Readers, false, _reading, ReadAsync);
        _started = true;
        _rows.Start();
        LogStarted(_logger, Database.Description);
    }

    /// <summary>Stores one row with the commit that leaves next.</summary>
    public Task<WriteAnswer> WriteAsync(PendingWrite write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RequireStart();
        _rows.Add(write);
        Enqueue(_writers[write.LaneOf(_writers.Length)], write);
        return write.AnswerAsync(cancellationToken);
    }

    /// <summary>Reads one row with the statement that leaves next.</summary>
    public Task<StoredState?> ReadAsync(PendingRead read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        RequireStart();
        if (_rows.IsMissing(read))
        {
            return NotStored;
        }

        // Reads have no order among themselves, so they are dealt out evenly.
        Enqueue(_readers[Interlocked.Increment(ref _nextReader) % (uint)_readers.Length], read);
        return read.AnswerAsync(cancellationToken);
    }

    /// <summary>Commits what waits, refuses what comes, and closes the database.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _rows.DisposeAsync().ConfigureAwait(false);
        foreach (var lane in _writers.Cast<IAsyncDisposable>().Concat(_readers).Concat(_connections))
        {
            await lane.DisposeAsync().ConfigureAwait(false);
        }

        await Database.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => Task.Run(() => DisposeAsync().AsTask()).GetAwaiter().GetResult();

    /// <summary>Throws unless <see cref="StartAsync"/> has ended.</summary>
    public void RequireStart()
    {
        if (!_started)
        {
            throw new InvalidOperationException(
                "The storage has not been started: await services.MigrateTicketStorageAsync() before the host runs."
            );
        }
    }

    private BatchLane<T>[] CreateLanes<T>(
        int count,
        bool forWriting,
        WaitingRoom room,
        Func<IStateLane, IReadOnlyList<T>, Task> process
    )
        where T : PendingOperation
    {
        var lanes = new BatchLane<T>[count];
        for (var i = 0; i < count; i++)
        {
            var connection = Database.CreateLane(forWriting);
            _connections.Add(connection);
            lanes[i] = new BatchLane<T>(room, batch => process(connection, batch), _options);
        }

        return lanes;
    }

    private void Enqueue<T>(BatchLane<T> lane, T operation)
        where T : PendingOperation
    {
        try
        {
            lane.Enqueue(operation);
        }
        catch (StorageUnavailableException)
        {
            _metrics.Refused();
            throw;
        }
    }
}
