using System.Data.Common;
using Npgsql;
using Ticketing.TestSupport;

namespace Ticketing.Storage.Tests;

/// <summary>A PostgreSQL database on the given server.</summary>
public sealed class PostgresTestDatabase(string connectionString) : TestDatabase
{
    public static async Task<TestDatabase> CreateAsync(PostgresServer? server = null) =>
        new PostgresTestDatabase(await (server ?? await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    public override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["ConnectionStrings:Tickets"] = connectionString };

    public override string RefusePoison => "ALTER TABLE grain_state ADD CHECK (grain_key <> 'poison')";

    public override string LockAgainstWrites => "BEGIN; LOCK TABLE grain_state IN EXCLUSIVE MODE";

    internal override async Task<IAsyncDisposable> HoldReadsAsync(StateStore store)
    {
        var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN; LOCK TABLE grain_state IN ACCESS EXCLUSIVE MODE";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}
