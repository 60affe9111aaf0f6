using System.Data;
using Npgsql;

namespace Ticketing.Storage;

/// <summary>A read-only transaction that sees the database as it was at its first statement, row after row.</summary>
internal sealed class PostgresSnapshot(PostgresConnections connections) : IAsyncDisposable
{
    private NpgsqlConnection? _connection;
    private NpgsqlTransaction? _transaction;
    private NpgsqlDataReader? _reader;

    public async Task OpenAsync(IReadOnlyList<string> stateNames, CancellationToken cancellationToken)
    {
        try
        {
            _connection = await connections.OpenAsync(cancellationToken).ConfigureAwait(false);
            _transaction = await _connection
                .BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken)
                .ConfigureAwait(false);
            await using var command = new NpgsqlCommand(
                "SELECT state_name, grain_key, version, payload FROM grain_state "
                    + "WHERE state_name = ANY ($1) AND payload IS NOT NULL",
                _connection,
                _transaction
            )
            {
                Parameters = { new() { Value = stateNames.ToArray() } },
                // The reader of the stream sets the pace; the cancellation token ends it.
                CommandTimeout = 0,
            };
            _reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (PostgresErrors.IsOutage(exception))
        {
            throw connections.Unavailable(exception);
        }
    }

    /// <summary>The next record; null after the last.</summary>
    public async ValueTask<StoredRecord?> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _reader!.ReadAsync(cancellationToken).ConfigureAwait(false)
                ? new StoredRecord(
                    _reader.GetString(0),
                    _reader.GetString(1),
                    _reader.GetInt64(2),
                    _reader.GetFieldValue<byte[]>(3)
                )
                : null;
        }
        catch (Exception exception) when (PostgresErrors.IsOutage(exception))
        {
            throw connections.Unavailable(exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
        {
            await _reader.DisposeAsync().ConfigureAwait(false);
        }

        if (_transaction is not null)
        {
            await _transaction.DisposeAsync().ConfigureAwait(false);
        }

        if (_connection is not null)
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
