using Npgsql;

namespace Ticketing.Storage;

/// <summary>
/// Two sources of connections to one database: a pool for whatever runs now and then, and unpooled ones that the lanes
/// keep to themselves, with what the lanes' few statements need.
/// </summary>
internal sealed class PostgresConnections : IAsyncDisposable
{
    // The lanes' statements find rows by primary key. A plan made while a table was small would read all of it, and be
    // kept while the table grows: these settings leave the index as the only choice, and then
    // there is nothing to plan anew for each execution.
    private const string LaneSettings =
        "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; "
        + "SET plan_cache_mode = force_generic_plan; SET jit = off";

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

    private NpgsqlDataSource Pool { get; }

    public NpgsqlDataSource Lanes { get; }

    /// <summary>
    /// A pooled connection that answers. One that ended while it lay in the pool, with a restarted server perhaps, is
    /// replaced; asking costs a round trip, and what uses the pool is rare.
    /// </summary>
    public async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = await Pool.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        if (await AnswersAsync(connection, cancellationToken).ConfigureAwait(false))
        {
            return connection;
        }

        await connection.DisposeAsync().ConfigureAwait(false);
        Pool.Clear();
        return await Pool.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks the server whether this connection still works.</summary>
    public static async Task<bool> AnswersAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (PostgresErrors.IsOutage(exception))
        {
            return false;
        }
    }

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
