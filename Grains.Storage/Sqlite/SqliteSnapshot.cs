using Microsoft.Data.Sqlite;

namespace Ticketing.Storage;

/// <summary>A read transaction: all its reads see the file as it was at the first of them.</summary>
internal sealed class SqliteSnapshot : IDisposable
{
    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;

    public SqliteSnapshot(SqliteFile file)
    {
        _file = file;
        _connection = file.Open(readOnly: true);
        _transaction = _connection.BeginTransaction(deferred: true);
    }

    public SqliteDataReader Select(string stateName)
    {
        // Closing the connection ends the command; ending it here would end its reader.
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText =
            "SELECT grain_key, version, CAST(payload AS BLOB) FROM grain_state "
            + "WHERE state_name = $state AND payload IS NOT NULL";
        command.Parameters.AddWithValue("$state", stateName);
        try
        {
            return command.ExecuteReader();
        }
        catch (SqliteException exception) when (SqliteFile.IsOutage(exception))
        {
            throw _file.Unavailable(exception);
        }
    }

    public bool Next(SqliteDataReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (SqliteException exception) when (SqliteFile.IsOutage(exception))
        {
            throw _file.Unavailable(exception);
        }
    }

    public void Dispose()
    {
        _transaction.Dispose();
        _connection.Dispose();
    }
}
