using Npgsql;

namespace Ticketing.Storage;

/// <summary>
/// Two sources of connections to one database: a pool for whatever runs now and then, and unpooled ones that the lanes
/// keep to themselves, with what the lanes' few statements need.
/// </summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    // The lanes' statements find rows by primary key. A plan made while a table was small would read all of it, and be
    // kept while the table grows: these settings leave the index as the only choice.
    private const string LaneSettings =
        "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off";

    private readonly GroupCommitStorageOptions _options;

    public PostgresConnections(GroupCommitStorageOptions options)
    {
        _options = options;
        var text = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            CommandTimeout = options.CommandTimeoutSeconds,
            Timeout = options.CommandTimeoutSeconds,
        };
        text.ApplicationName ??= "ticketing";
        Description = $"PostgreSQL database '{text.Database ?? text.Username}' on {text.Host}:{text.Port}";
        Pool = NpgsqlDataSource.Create(text);

        text.Pooling = false;
        text.MaxAutoPrepare = 16;
        text.AutoPrepareMinUsages = 2;
        var lanes = new NpgsqlDataSourceBuilder(text.ConnectionString);
        lanes.UsePhysicalConnectionInitializer(ApplySettings, ApplySettingsAsync);
        Lanes = lanes.Build();
    }

    public string Description { get; }

    public NpgsqlDataSource Pool { get; }

    public NpgsqlDataSource Lanes { get; }

    public StorageUnavailableException Unavailable(Exception cause) =>
        new($"The {Description} does not answer: {cause.Message}", _options.RetryAfter, cause);

    public async ValueTask DisposeAsync()
    {
        await Lanes.DisposeAsync().ConfigureAwait(false);
        await Pool.DisposeAsync().ConfigureAwait(false);
    }

    private static void ApplySettings(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(LaneSettings, connection);
        command.ExecuteNonQuery();
    }

    private static async Task ApplySettingsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(LaneSettings, connection);
        await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }
}
