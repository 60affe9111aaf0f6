using Microsoft.Extensions.Options;

namespace Ticketing.Storage.Tests;

/// <summary>Starting: migrations, exclusive use and settings.</summary>
public abstract class StartSuite : StorageSuite
{
    [StorageFact]
    public async Task Each_migration_runs_once()
    {
        await RestartAsync(await StartAsync());

        var applied = await Database.QueryAsync("SELECT number, name FROM schema_migrations ORDER BY number");

        applied.ShouldBe(["1|0001_tables", "2|0002_views"]);
    }

    [StorageFact]
    public async Task Processes_that_start_at_once_migrate_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartOnSharedStoreAsync()));

        (await Database.QueryAsync("SELECT COUNT(*) FROM schema_migrations")).ShouldBe(["2"]);
    }

    [StorageFact]
    public async Task A_store_that_is_newer_than_the_program_is_refused()
    {
        var storage = await StartAsync();
        await storage.DisposeAsync();
        await Database.ExecuteAsync("INSERT INTO schema_migrations VALUES (9999, '9999_later', 0)");

        var refusal = await Should.ThrowAsync<StorageStartException>(() => StartAsync());

        refusal.Message.ShouldContain("schema version 9999");
    }

    [StorageFact]
    public async Task A_second_process_on_the_same_store_is_refused_and_told_what_to_do()
    {
        await StartAsync();

        var refusal = await Should.ThrowAsync<StorageStartException>(() => StartAsync());

        refusal.Message.ShouldContain("is already used by another process");
        refusal.Message.ShouldContain("Stop that process");
        refusal.Message.ShouldContain(NameInRefusal);
    }

    [StorageFact]
    public async Task The_store_is_free_again_when_its_process_has_ended()
    {
        var storage = await StartAsync();

        await RestartAsync(storage);
    }

    [StorageFact]
    public async Task A_cluster_shares_its_store_and_versions_fence_its_silos()
    {
        var one = await StartOnSharedStoreAsync();
        var other = await StartOnSharedStoreAsync();
        var state = await one.WriteAsync("a", "one");
        var copy = await other.ReadAsync("a");

        await other.WriteAsync("a", copy);

        await Should.ThrowAsync<Orleans.Storage.InconsistentStateException>(() => one.WriteAsync("a", state));
    }

    [StorageFact]
    public async Task A_wrong_setting_stops_the_start_and_is_named()
    {
        var refusal = await Should.ThrowAsync<OptionsValidationException>(() =>
            StartAsync(options => (options.MaxBatch, options.RetryAfterSeconds) = (0, 61))
        );

        refusal.Failures.ShouldBe([
            "Storage:MaxBatch is 0; it must be from 1 to 5000.",
            "Storage:RetryAfterSeconds is 61; it must be from 1 to 60.",
        ]);
    }

    protected abstract string NameInRefusal { get; }

    private protected Task<TestStorage> StartOnSharedStoreAsync() =>
        StartAsync(options => options.Exclusive = false);
}

public sealed class SqliteStartTests : StartSuite
{
    protected override string NameInRefusal => ((SqliteTestDatabase)Database).File;

    protected override Task<TestDatabase> CreateDatabaseAsync() =>
        Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

[NeedsPostgres]
public sealed class PostgresStartTests : StartSuite
{
    protected override string NameInRefusal => "PostgreSQL database 'test_";

    protected override Task<TestDatabase> CreateDatabaseAsync() => PostgresTestDatabase.CreateAsync();
}
