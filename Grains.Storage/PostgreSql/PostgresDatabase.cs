using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Npgsql;

namespace Ticketing.Storage;

/// <summary>A PostgreSQL database, of this process alone or shared by the silos of a cluster.</summary>
internal sealed class PostgresDatabase : ITicketDatabase
{
    private readonly GroupCommitStorageOptions _options;
    private readonly TimeProvider _time;
    private readonly PostgresConnections _connections;
    private readonly PostgresExclusiveLock? _lock;
    private readonly PostgresExclusiveLock? _membership;

    public PostgresDatabase(GroupCommitStorageOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _connections = new PostgresConnections(options);
        var wait = TimeSpan.FromSeconds(options.ExclusiveWaitSeconds);
        _lock =
            options.Exclusive && !options.ForCluster ? new PostgresExclusiveLock(_connections, wait) : null;
        // The processes of a cluster share the lock that a single process would want for itself.
        _membership = options.ForCluster ? new PostgresExclusiveLock(_connections, wait, shared: true) : null;
    }

    public string Description => _connections.Description;

    public (int Writers, int Readers) Lanes => (_options.Committers, 1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await OpenAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (StorageUnavailableException exception)
        {
            // Nothing has worked yet, so the setting may as well be wrong as the server away.
            throw new StorageStartException(
                $"{exception.Message.TrimEnd('.')}. Start the server, or correct ConnectionStrings:Tickets.",
                exception
            );
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if ((_lock ?? _membership) is { } taken)
        {
            await taken.TakeAsync(cancellationToken).ConfigureAwait(false);
        }

        await MigrateAsync("PostgreSql", "schema_migrations", cancellationToken).ConfigureAwait(false);
        if (_options.ForCluster)
        {
            await MigrateAsync("Cluster", "cluster_migrations", cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<int> MigrateAsync(string folder, string table, CancellationToken cancellationToken)
    {
        const string Turn = "SELECT pg_advisory_xact_lock(7595447)";
        var migrator = new Migrator(folder, Turn, Description, _time, table);
        return RunAsync(true, connection => migrator.RunAsync(connection), cancellationToken);
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

        if (_membership is not null)
        {
            await _membership.DisposeAsync().ConfigureAwait(false);
        }

        await _connections.DisposeAsync().ConfigureAwait(false);
    }
}
