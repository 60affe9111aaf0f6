using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Ticketing.Storage;

/// <summary>A PostgreSQL database, of this process alone or shared by the silos of a cluster.</summary>
internal sealed class PostgresDatabase : ITicketDatabase
{
    // Two lanes answer reads, so that a large batch does not hold up the one behind it.
    private const int ReadLanes = 2;

    private readonly GroupCommitStorageOptions _options;
    private readonly TimeProvider _time;
    private readonly PostgresConnections _connections;
    private readonly PostgresExclusiveLock? _lock;

    public PostgresDatabase(GroupCommitStorageOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _connections = new PostgresConnections(options);
        _lock = options.Exclusive
            ? new PostgresExclusiveLock(_connections, TimeSpan.FromSeconds(options.ExclusiveWaitSeconds))
            : null;
    }

    public string Description => _connections.Description;

    public (int Writers, int Readers) Lanes => (_options.Committers, ReadLanes);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (_lock is not null)
        {
            await _lock.TakeAsync(cancellationToken).ConfigureAwait(false);
        }

        var migrator = new Migrator(
            "PostgreSql",
            "SELECT pg_advisory_xact_lock(7595447)",
            Description,
            _time
        );
        await RunAsync(true, connection => migrator.RunAsync(connection), cancellationToken)
            .ConfigureAwait(false);
    }

    public IStateLane CreateLane(bool forWriting) =>
        new PostgresLane(_connections, forWriting ? _lock : null);

    public async Task<TAnswer> RunAsync<TAnswer>(
        bool forWriting,
        Func<DbConnection, Task<TAnswer>> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (forWriting && _lock is not null)
            {
                await _lock.EnsureAsync(cancellationToken).ConfigureAwait(false);
            }

            await using var connection = await _connections
                .OpenAsync(cancellationToken)
                .ConfigureAwait(false);
            return await work(connection).ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresErrors.IsOutage(exception))
        {
            throw _connections.Unavailable(exception);
        }
    }

    public async IAsyncEnumerable<StoredRecord> ReadSnapshotAsync(
        IReadOnlyList<string> stateNames,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await using var walk = new PostgresSnapshot(_connections);
        await walk.OpenAsync(stateNames, cancellationToken).ConfigureAwait(false);
        while (await walk.NextAsync(cancellationToken).ConfigureAwait(false) is { } record)
        {
            yield return record;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_lock is not null)
        {
            await _lock.DisposeAsync().ConfigureAwait(false);
        }

        await _connections.DisposeAsync().ConfigureAwait(false);
    }
}
