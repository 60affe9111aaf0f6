using Orleans;
using Orleans.Storage;

namespace Ticketing.Storage.Tests;

/// <summary>Which reads the storage spares because it knows that there is no row.</summary>
public abstract class KnownRowsSuite : StorageSuite
{
    [StorageFact]
    public async Task A_row_that_was_never_written_is_not_asked_for()
    {
        var storage = await StartLearnedAsync();

        var read = await storage.ReadAsync("never");

        read.RecordExists.ShouldBeFalse();
        read.ETag.ShouldBeNull();
        storage.Store.ReadBatches.ShouldBe(0);
    }

    [StorageFact]
    public async Task Every_row_from_before_the_start_is_found()
    {
        // More than one page of keys, and a tombstone, whose version counts.
        string[] keys = [.. Enumerable.Range(0, 5_200).Select(i => $"k{i}")];
        var first = await StartAsync();
        var states = await Task.WhenAll(keys.Select(key => first.WriteAsync(key, key)));
        await first.ClearAsync(keys[^1], states[^1]);
        await first.DisposeAsync();

        var storage = await StartLearnedAsync();
        var read = await Task.WhenAll(keys.Select(key => storage.ReadAsync(key)));

        read.SkipLast(1).Select(state => state.State!.Text).ShouldBe(keys.SkipLast(1));
        read[^1].ETag.ShouldBe("2");
    }

    [StorageFact]
    public async Task A_row_that_was_written_since_is_found()
    {
        var storage = await StartLearnedAsync();

        await storage.WriteAsync("a", "new");

        (await storage.ReadAsync("a")).State!.Text.ShouldBe("new");
    }

    [StorageFact]
    public async Task A_row_that_is_being_written_is_asked_for()
    {
        var storage = await StartLearnedAsync();
        var held = await Database.HoldWritesAsync();

        var write = storage.WriteAsync("a", "new");
        await storage.ReadAsync("a");
        await held.DisposeAsync();
        await write;

        storage.Store.ReadBatches.ShouldBe(1);
    }

    [StorageFact]
    public async Task Where_somebody_else_wrote_every_row_is_asked_for()
    {
        var storage = await StartLearnedAsync();
        foreach (var key in new[] { "a", "b" })
        {
            await Database.ExecuteAsync(
                "INSERT INTO grain_state (state_name, grain_key, version, payload, updated_at) "
                    + $"VALUES ('note', '{key}', 7, '{{\"text\":\"theirs\"}}', 0)"
            );
        }

        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteAsync("a", "ours"));

        (await storage.ReadAsync("a")).ETag.ShouldBe("7");
        (await storage.ReadAsync("b")).ETag.ShouldBe("7");
    }

    [StorageFact]
    public async Task A_store_that_is_shared_is_asked_for_every_row()
    {
        var storage = await StartLearnedAsync(options => options.Exclusive = false);

        await storage.ReadAsync("never");

        storage.Store.ReadBatches.ShouldBe(1);
    }

    [StorageFact]
    public async Task Without_a_filter_every_row_is_asked_for()
    {
        var storage = await StartLearnedAsync(options => options.KnownRows = 0);

        await storage.ReadAsync("never");

        storage.Store.ReadBatches.ShouldBe(1);
    }

    private async Task<TestStorage> StartLearnedAsync(Action<GroupCommitStorageOptions>? configure = null)
    {
        var storage = await StartAsync(configure);
        await storage.Store.LearnedAsync();
        return storage;
    }
}

public sealed class SqliteKnownRowsTests : KnownRowsSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() =>
        Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

[NeedsPostgres]
public sealed class PostgresKnownRowsTests : KnownRowsSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => PostgresTestDatabase.CreateAsync();
}
