using Npgsql;

namespace Ticketing.Storage;

/// <summary>
/// Keeps a second process from the database: a session advisory lock on a connection of its own, which ends with the
/// process however that ends. A lost connection loses the lock; it is taken again before anything is written.
/// </summary>
/// <param name="connections">The database.</param>
/// <param name="wait">How long a start waits for another process to let go.</param>
/// <param name="shared">Whether others may have it too, who also only want to share it.</param>
internal sealed class PostgresExclusiveLock(
    PostgresConnections connections,
    TimeSpan wait,
    bool shared = false
) : IAsyncDisposable
{
    // Advisory locks are counted per database. The two numbers spell "tick" and "stor" in ASCII.
    private const int Space = 0x7469636B;
    private const int Name = 0x73746F72;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private readonly string _take = shared
        ? "SELECT pg_try_advisory_lock_shared($1, $2)"
        : "SELECT pg_try_advisory_lock($1, $2)";

    private readonly SemaphoreSlim _turn = new(1, 1);
    private NpgsqlConnection? _connection;

    /// <summary>Takes the lock, waiting for a process that has just ended to be noticed by the server.</summary>
    /// <exception cref="StorageStartException">Another process keeps it.</exception>
    public async Task TakeAsync(CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                await EnsureAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (StorageUnavailableException exception) when (exception.InnerException is null)
            {
                if (waited >= wait)
                {
                    throw new StorageStartException(exception.Message, exception);
                }
            }

            // The server's time, not the grains': a manual clock must not keep a start waiting.
            await Task.Delay(Pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Does nothing while the lock is held, and takes it again when its connection was lost.</summary>
    /// <exception cref="StorageUnavailableException">Another process has it now, or the server does not answer.</exception>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (
                _connection is not null
                && await HoldsAsync(_connection, cancellationToken).ConfigureAwait(false)
            )
            {
                return;
            }

            await CloseAsync().ConfigureAwait(false);
            var connection = await connections
                .Lanes.OpenConnectionAsync(cancellationToken)
                .ConfigureAwait(false);
            _connection = connection;
            if (!await AskAsync(connection, _take, cancellationToken).ConfigureAwait(false))
            {
                var owner = await OwnerAsync(connection, cancellationToken).ConfigureAwait(false);
                await CloseAsync().ConfigureAwait(false);
                throw new StorageUnavailableException(
                    $"The {connections.Description} is already used by another process{owner}. Stop that process, give "
                        + "this one a database of its own with ConnectionStrings:Tickets, or start all that share it as "
                        + "one cluster (Cluster:Role)."
                );
            }
        }
        catch (Exception exception) when (PostgresErrors.IsOutage(exception))
        {
            await CloseAsync().ConfigureAwait(false);
            throw connections.Unavailable(exception);
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    private static async Task<bool> HoldsAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await AskAsync(
                    connection,
                    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() "
                        + "AND classid::bigint = $1 AND objid::bigint = $2 AND granted)",
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresErrors.IsOutage(exception))
        {
            return false;
        }
    }

    private static async Task<bool> AskAsync(
        NpgsqlConnection connection,
        string question,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(question, connection)
        {
            Parameters =
            {
                new() { Value = Space },
                new() { Value = Name },
            },
        };
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is true;
    }

    private static async Task<string> OwnerAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            "SELECT a.application_name || ', from ' || COALESCE(host(a.client_addr), 'this machine') || ', since ' "
                + "|| a.backend_start FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid "
                + "WHERE l.locktype = 'advisory' AND l.classid::bigint = $1 AND l.objid::bigint = $2 AND l.granted "
                + "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            connection
        )
        {
            Parameters =
            {
                new() { Value = Space },
                new() { Value = Name },
            },
        };
        return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false) is string owner
            ? $" ({owner})"
            : "";
    }

    private async ValueTask CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
