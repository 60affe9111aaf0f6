using System.Text;

namespace Ticketing.Storage.Tests;

/// <summary>Reading and deleting records past the grains.</summary>
public abstract class RecordSuite : StorageSuite
{
    [StorageFact]
    public async Task All_records_of_the_named_states_are_read_without_tombstones()
    {
        var storage = await StartAsync();
        await storage.WriteAsync("a", "one", "wallet");
        await storage.WriteAsync("b", "two", "wallet-page");
        await storage.WriteAsync("c", "three", "seat");
        await storage.ClearAsync("d", await storage.WriteAsync("d", "four", "wallet"), "wallet");

        var records = await storage
            .Get<IRecordReader>()
            .ReadAllAsync(["wallet", "wallet-page"])
            .ToListAsync();

        records
            .Select(record =>
                $"{record.StateName} {record.Key} {record.Version} {Encoding.UTF8.GetString(record.Payload.Span)}"
            )
            .Order()
            .ShouldBe([
                """wallet a 1 {"text":"one","kind":"unknown","numbers":[]}""",
                """wallet-page b 1 {"text":"two","kind":"unknown","numbers":[]}""",
            ]);
        storage.Get<StateJson>().Deserialize<Note>(records[0].Payload.Span)!.Kind.ShouldBe(NoteKind.Unknown);
    }

    [StorageFact]
    public async Task The_records_are_those_of_one_moment()
    {
        var storage = await StartAsync();
        const int Count = 300;
        var states = await Task.WhenAll(
            Enumerable.Range(0, Count).Select(i => storage.WriteAsync($"k{i:000}", "before"))
        );
        await using var walk = storage
            .Get<IRecordReader>()
            .ReadAllAsync(["note", "late"])
            .GetAsyncEnumerator();
        (await walk.MoveNextAsync()).ShouldBeTrue();

        // While the walk stands at its first record, everything changes and another state appears.
        await Task.WhenAll(
            Enumerable.Range(0, Count).Select(i => storage.WriteAsync($"k{i:000}", states[i]))
        );
        await storage.WriteAsync("new", "after", "late");
        var versions = new List<long> { walk.Current.Version };
        while (await walk.MoveNextAsync())
        {
            versions.Add(walk.Current.Version);
        }

        versions.ShouldBe(Enumerable.Repeat(1L, Count));
        (await storage.ReadAsync("k000")).ETag.ShouldBe("2");
    }

    [StorageFact]
    public async Task No_state_names_give_no_records()
    {
        var storage = await StartAsync();
        await storage.WriteAsync("a", "one");

        (await storage.Get<IRecordReader>().ReadAllAsync([]).ToListAsync()).ShouldBeEmpty();
    }

    [StorageFact]
    public async Task The_records_whose_keys_begin_so_are_read_at_once_and_no_others()
    {
        var storage = await StartAsync();
        foreach (var key in new[] { "c/d", "c/d/1", "c/d/20", "c/d1/3", "c/D/4", "c/d0", "c/c/5" })
        {
            await storage.WriteAsync(key, key, "seat");
        }
        await storage.WriteAsync("c/d/6", "other", "schedule");
        await storage.ClearAsync("c/d/7", await storage.WriteAsync("c/d/7", "gone", "seat"), "seat");

        var found = await storage.Get<IRecordReader>().ReadManyAsync("seat", "c/d/", 2);

        found
            .Select(record => $"{record.Key} {record.Version} {TextOf(record)}")
            .Order()
            .ShouldBe(["c/d/1 1 c/d/1", "c/d/20 1 c/d/20"]);
        string? TextOf(StoredRecord record) =>
            storage.Get<StateJson>().Deserialize<Note>(record.Payload.Span)!.Text;
    }

    [StorageFact]
    public async Task Where_no_key_begins_so_there_are_no_records()
    {
        var storage = await StartAsync();
        var reader = storage.Get<IRecordReader>();

        // Before anything else is read, and after something was.
        (await reader.ReadManyAsync("seat", "c/d/", 2)).ShouldBeEmpty();
        await storage.WriteAsync("c/d/1", "one", "seat");
        (await reader.ReadManyAsync("seat", "c/d/", 2)).Count.ShouldBe(1);
        (await reader.ReadManyAsync("seat", "c/e/", 2)).ShouldBeEmpty();
    }

    [StorageFact]
    public async Task More_records_than_there_can_be_are_a_failure()
    {
        var storage = await StartAsync();
        await storage.WriteAsync("c/d/1", "one", "seat");
        await storage.WriteAsync("c/d/2", "two", "seat");

        var failure = await storage
            .Get<IRecordReader>()
            .ReadManyAsync("seat", "c/d/", 1)
            .ShouldThrowAsync<InvalidOperationException>();

        failure.Message.ShouldBe("More than 1 records of 'seat' begin with 'c/d/'.");
    }

    [StorageFact]
    public async Task Records_that_are_too_old_are_deleted_and_the_others_stay()
    {
        var storage = await StartAsync(options =>
        {
            options.MaxBatch = 7;
            options.Retention["idempotency"] = TimeSpan.FromHours(24);
        });
        await Task.WhenAll(
            Enumerable.Range(0, 30).Select(i => storage.WriteAsync($"{i}", "old", "idempotency"))
        );
        await storage.WriteAsync("kept", "old", "wallet");
        storage.Clock.Advance(TimeSpan.FromHours(23));
        await Task.WhenAll(
            Enumerable.Range(30, 10).Select(i => storage.WriteAsync($"{i}", "young", "idempotency"))
        );
        storage.Clock.Advance(TimeSpan.FromHours(2));

        await storage.Get<RetentionService>().SweepAsync(default);

        var left = await storage.Get<IRecordReader>().ReadAllAsync(["idempotency", "wallet"]).ToListAsync();
        left.Select(record => record.Key)
            .Order()
            .ShouldBe([.. Enumerable.Range(30, 10).Select(i => $"{i}"), "kept"]);
    }

    [StorageFact]
    public async Task Where_there_are_no_records_none_is_deleted()
    {
        var storage = await StartAsync();
        var retention = storage.Get<IRecordRetention>();

        (await retention.DeleteOlderThanAsync("note", storage.Clock.GetUtcNow())).ShouldBe(0);
    }

    [StorageFact]
    public async Task An_activation_whose_record_was_deleted_is_fenced()
    {
        var storage = await StartAsync();
        var state = await storage.WriteAsync("a", "old");
        storage.Clock.Advance(TimeSpan.FromHours(1));

        var deleted = await storage
            .Get<IRecordRetention>()
            .DeleteOlderThanAsync("note", storage.Clock.GetUtcNow());

        deleted.ShouldBe(1);
        await Should.ThrowAsync<Orleans.Storage.InconsistentStateException>(() =>
            storage.WriteAsync("a", state)
        );
    }

    [StorageFact]
    public async Task The_health_is_good_while_the_database_answers()
    {
        var storage = await StartAsync();

        var health = await storage.Get<IStorageHealth>().CheckAsync();

        health.IsHealthy.ShouldBeTrue(health.Problem);
        health.Problem.ShouldBeNull();
    }
}

public sealed class SqliteRecordTests : RecordSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() =>
        Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

[NeedsPostgres]
public sealed class PostgresRecordTests : RecordSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => PostgresTestDatabase.CreateAsync();
}
