using Npgsql;

namespace Ticketing.Bench.RowLock;

/// <summary>Opens the pool and makes the tables.</summary>
internal static class Database
{
    /// <summary>Opens a pool whose connections prepare each statement once and are not reset between uses.</summary>
    public static NpgsqlDataSource Open(string connectionString, int pool) =>
        new NpgsqlSlimDataSourceBuilder(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                MaxPoolSize = pool,
                MinPoolSize = pool,
                MaxAutoPrepare = 64,
                AutoPrepareMinUsages = 2,
                NoResetOnClose = true,
                Timeout = 60,
                CommandTimeout = 60,
            }.ConnectionString
        ).Build();

    /// <summary>Makes the tables where they are missing.</summary>
    public static async Task CreateAsync(NpgsqlDataSource database)
    {
        await using var stream = typeof(Database).Assembly.GetManifestResourceStream("Schema.sql")!;
        using var reader = new StreamReader(stream);
        await using var command = database.CreateCommand(await reader.ReadToEndAsync());
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Adds a statement with its parameters, by position.</summary>
    public static NpgsqlBatch Then(
        this NpgsqlBatch batch,
        string sql,
        params ReadOnlySpan<NpgsqlParameter> parameters
    )
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }
        batch.BatchCommands.Add(command);
        return batch;
    }

    /// <summary>A parameter by position, without boxing.</summary>
    public static NpgsqlParameter P<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}
