using System.Data.Common;

namespace Ticketing.Storage.Tests;

/// <summary>An empty database of its own for one test.</summary>
public abstract class TestDatabase : IAsyncDisposable
{
    /// <summary>The settings that lead to it.</summary>
    public abstract IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>Lets the database refuse each new row whose key is <c>poison</c>.</summary>
    public abstract string RefusePoison { get; }

    /// <summary>What takes the lock that keeps everybody else from writing, within a transaction.</summary>
    public abstract string LockAgainstWrites { get; }

    /// <summary>Connects past the storage.</summary>
    public abstract Task<DbConnection> ConnectAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Keeps the storage's writes waiting until the answer is disposed.</summary>
    public async Task<IAsyncDisposable> HoldWritesAsync()
    {
        var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = LockAgainstWrites;
        await command.ExecuteNonQueryAsync();
        // Closing the connection ends its transaction.
        return connection;
    }

    /// <summary>Keeps the storage's reads waiting until the answer is disposed.</summary>
    internal abstract Task<IAsyncDisposable> HoldReadsAsync(StateStore store);

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Runs a query and writes each row as one text, its columns between bars.</summary>
    public async Task<string[]> QueryAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var columns = Enumerable
                .Range(0, reader.FieldCount)
                .Select(i => reader.IsDBNull(i) ? "-" : reader.GetValue(i));
            rows.Add(string.Join('|', columns));
        }

        return [.. rows];
    }
}
