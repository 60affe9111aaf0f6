using Orleans.Storage;

namespace Ticketing.Storage.Tests;

/// <summary>What writes and reads that wait together do to each other: nothing.</summary>
public abstract class GroupCommitSuite : StorageSuite
{
    [StorageFact]
    public async Task Writes_that_wait_leave_in_one_commit()
    {
        var storage = await StartAsync();
        var held = await Database.HoldWritesAsync();

        Task[] writes = [.. Enumerable.Range(0, 400).Select(i => storage.WriteAsync($"k{i}", "x"))];
        await held.DisposeAsync();
        await Task.WhenAll(writes);

        // One commit for what the lane took before the lock was met, one for all that gathered behind it.
        storage.Store.Commits.ShouldBeInRange(1, 2);
        (await Database.QueryAsync("SELECT COUNT(*) FROM grain_state")).ShouldBe(["400"]);
    }

    [StorageFact]
    public async Task A_commit_takes_no_more_rows_than_its_limit()
    {
        var storage = await StartAsync(options => options.MaxBatch = 50);
        var held = await Database.HoldWritesAsync();

        Task[] writes = [.. Enumerable.Range(0, 400).Select(i => storage.WriteAsync($"k{i}", "x"))];
        await held.DisposeAsync();
        await Task.WhenAll(writes);

        storage.Store.Commits.ShouldBeInRange(8, 9);
    }

    [StorageFact]
    public async Task A_commit_takes_no_more_bytes_than_its_limit()
    {
        var storage = await StartAsync(options => options.MaxBatchBytes = 64 * 1024);
        var held = await Database.HoldWritesAsync();
        var large = new string('x', 30 * 1024);

        Task[] writes = [.. Enumerable.Range(0, 20).Select(i => storage.WriteAsync($"k{i}", large))];
        await held.DisposeAsync();
        await Task.WhenAll(writes);

        storage.Store.Commits.ShouldBeInRange(10, 11);
    }

    [StorageFact]
    public async Task A_row_that_is_larger_than_a_commit_may_be_goes_alone()
    {
        var storage = await StartAsync(options => options.MaxBatchBytes = 64 * 1024);
        Task[] writes =
        [
            storage.WriteAsync("small", "one"),
            storage.WriteAsync("large", new string('x', 100 * 1024)),
            storage.WriteAsync("last", "one"),
        ];

        // It must not stand in the way of itself, nor of what comes behind it.
        await Task.WhenAll(writes);
    }

    [StorageFact]
    public async Task A_conflict_fails_alone()
    {
        var storage = await StartAsync();
        var stale = await storage.WriteAsync("stale", "one");
        await storage.WriteAsync("stale", await storage.ReadAsync("stale"));
        await storage.WriteAsync("taken", "one");
        var fresh = await storage.WriteAsync("fresh", "one");
        var held = await Database.HoldWritesAsync();

        var staleWrite = storage.WriteAsync("stale", stale);
        var secondFirst = storage.WriteAsync("taken", "as if new");
        var update = storage.WriteAsync("fresh", fresh);
        var insert = storage.WriteAsync("new", "one");
        await held.DisposeAsync();

        (await Should.ThrowAsync<InconsistentStateException>(staleWrite)).StoredEtag.ShouldBe("2");
        (await Should.ThrowAsync<InconsistentStateException>(secondFirst)).StoredEtag.ShouldBe("1");
        await update;
        await insert;
        (await storage.ReadAsync("fresh")).ETag.ShouldBe("2");
        (await storage.ReadAsync("new")).ETag.ShouldBe("1");
    }

    [StorageFact]
    public async Task A_row_that_the_database_refuses_fails_alone()
    {
        var storage = await StartAsync();
        await Database.ExecuteAsync(Database.RefusePoison);
        var held = await Database.HoldWritesAsync();

        Task[] before = [.. Enumerable.Range(0, 20).Select(i => storage.WriteAsync($"b{i}", "x"))];
        var refused = storage.WriteAsync("poison", "x");
        Task[] after = [.. Enumerable.Range(0, 20).Select(i => storage.WriteAsync($"a{i}", "x"))];
        await held.DisposeAsync();

        (await Should.ThrowAsync<Exception>(refused)).ShouldBeAssignableTo<System.Data.Common.DbException>();
        await Task.WhenAll(before);
        await Task.WhenAll(after);
        (await Database.QueryAsync("SELECT COUNT(*) FROM grain_state")).ShouldBe(["40"]);
    }

    [StorageFact]
    public async Task Of_two_writes_to_one_row_in_one_batch_the_second_is_checked_after_the_first()
    {
        var storage = await StartAsync();
        var held = await Database.HoldWritesAsync();

        Task<WriteAnswer>[] answers =
        [
            .. new long[] { 1, 2, 2, 3, 5 }.Select(version =>
                storage.Store.WriteAsync(new PendingWrite("note", "a", version, "{}"u8.ToArray(), 0), default)
            ),
        ];
        await held.DisposeAsync();

        var stored = await Task.WhenAll(answers);
        stored.Select(answer => answer.Stored).ShouldBe([true, true, false, true, false]);
        (await storage.ReadAsync("a")).ETag.ShouldBe("3");
    }

    [StorageFact]
    public async Task Of_many_activations_that_write_one_row_at_once_one_wins()
    {
        var storage = await StartAsync(options => options.Committers = 4);

        Task[] writes =
        [
            .. Enumerable.Range(0, 50).Select(i => Task.Run(() => storage.WriteAsync("a", $"{i}"))),
        ];
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        writes.Count(write => write.IsCompletedSuccessfully).ShouldBe(1);
        writes
            .Where(write => write.IsFaulted)
            .ShouldAllBe(write => write.Exception!.InnerException is InconsistentStateException);
    }

    [StorageFact]
    public async Task Every_grain_reads_what_it_has_written()
    {
        var storage = await StartAsync(options => options.Committers = 2);

        await Parallel.ForAsync(
            0,
            100,
            new ParallelOptions { MaxDegreeOfParallelism = 50 },
            async (i, _) =>
            {
                var state = await storage.ReadAsync($"k{i}");
                for (var round = 1; round <= 10; round++)
                {
                    state.State = new Note { Text = $"{round}" };
                    await storage.WriteAsync($"k{i}", state);
                    var read = await storage.ReadAsync($"k{i}");
                    read.ETag.ShouldBe($"{round}");
                    read.State!.Text.ShouldBe($"{round}");
                }
            }
        );
    }

    [StorageFact]
    public async Task A_storm_of_reads_becomes_few_statements()
    {
        var storage = await StartAsync(options => options.KnownRows = 0);
        await Task.WhenAll(
            Enumerable.Range(0, 5_000).Where(i => i % 2 == 0).Select(i => storage.WriteAsync($"k{i}", $"{i}"))
        );
        var held = await Database.HoldReadsAsync(storage.Store);

        Task<Orleans.GrainState<Note>>[] reads =
        [
            .. Enumerable.Range(0, 5_000).Select(i => storage.ReadAsync($"k{i}")),
        ];
        await held.DisposeAsync();
        var states = await Task.WhenAll(reads);

        states
            .Select(state => state.State!.Text)
            .ShouldBe(Enumerable.Range(0, 5_000).Select(i => i % 2 == 0 ? $"{i}" : null));
        // Ten full batches, and the one that the lane took before it met the lock.
        storage.Store.ReadBatches.ShouldBeInRange(10, 11);
    }

    [StorageFact]
    public async Task What_waits_is_committed_before_the_storage_closes()
    {
        var storage = await StartAsync();
        var held = await Database.HoldWritesAsync();
        Task[] writes = [.. Enumerable.Range(0, 100).Select(i => storage.WriteAsync($"k{i}", "x"))];

        var closing = storage.DisposeAsync();
        await held.DisposeAsync();
        await closing;

        await Task.WhenAll(writes);
        (await Database.QueryAsync("SELECT COUNT(*) FROM grain_state")).ShouldBe(["100"]);
    }

    [StorageFact]
    public async Task A_write_after_the_close_is_refused()
    {
        var storage = await StartAsync();
        var grains = storage.Grains;
        await storage.DisposeAsync();

        await Should.ThrowAsync<StorageUnavailableException>(() =>
            grains.WriteStateAsync("note", TestStorage.IdOf("a"), new Orleans.GrainState<Note>(new Note()))
        );
    }

    [StorageFact]
    public async Task One_write_too_many_is_refused_at_once_and_the_others_are_stored()
    {
        var storage = await StartAsync(options => (options.MaxBatch, options.MaxWaiting) = (10, 40));
        var held = await Database.HoldWritesAsync();

        Task[] writes = [.. Enumerable.Range(0, 100).Select(i => storage.WriteAsync($"k{i}", "x"))];
        Task[] refused = [.. writes.Where(write => write.IsFaulted)];
        await held.DisposeAsync();
        await Task.WhenAll(writes.Except(refused));

        // 40 wait; at most one batch of 10 was taken before the last of them came.
        refused.Length.ShouldBeInRange(50, 60);
        refused.ShouldAllBe(write =>
            write.Exception!.InnerException!.Message.Contains("The storage is overloaded")
        );
        ((StorageUnavailableException)refused[0].Exception!.InnerException!).RetryAfter.ShouldBe(
            TimeSpan.FromSeconds(1)
        );
        (await Database.QueryAsync("SELECT COUNT(*) FROM grain_state")).ShouldBe([$"{100 - refused.Length}"]);
        await storage.WriteAsync("later", "x");
    }

    [StorageFact]
    public async Task A_write_that_is_cancelled_while_it_waits_is_not_stored()
    {
        var storage = await StartAsync(options => options.MaxBatch = 1);
        var held = await Database.HoldWritesAsync();
        Task[] before = [.. Enumerable.Range(0, 3).Select(i => storage.WriteAsync($"k{i}", "x"))];
        using var cancellation = new CancellationTokenSource();

        var write = storage.Grains.WriteStateAsync(
            "note",
            TestStorage.IdOf("cancelled"),
            new Orleans.GrainState<Note>(new Note()),
            cancellation.Token
        );
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(write);
        await held.DisposeAsync();
        await Task.WhenAll(before);
        await storage.WriteAsync("last", "x");

        (await storage.ReadAsync("cancelled")).ETag.ShouldBeNull();
    }
}

public sealed class SqliteGroupCommitTests : GroupCommitSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() =>
        Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

[NeedsPostgres]
public sealed class PostgresGroupCommitTests : GroupCommitSuite
{
    [StorageFact]
    public async Task What_was_undone_with_its_transaction_is_not_taken_for_stored_when_it_is_tried_again()
    {
        var storage = await StartAsync();
        await storage.WriteAsync("moved", "one");
        await Database.ExecuteAsync(SecondUpdateFindsNothing);
        await using var lane = storage.Store.Database.CreateLane(forWriting: true);

        // The row that is new twice undoes all of it; until it is tried again, another process moves the first row on.
        var answers = await lane.CommitAsync([Write("moved", 2), Write("new", 1), Write("new", 1)]);

        answers.Select(answer => answer.Stored).ShouldBe([false, true, false]);
        (await storage.ReadAsync("moved")).ETag.ShouldBe("1");
    }

    // A sequence counts on, whatever is undone.
    private const string SecondUpdateFindsNothing = """
        CREATE SEQUENCE tries;
        CREATE FUNCTION find() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RETURN CASE WHEN nextval(''tries'') = 1 THEN NEW END; END';
        CREATE TRIGGER find BEFORE UPDATE ON grain_state FOR EACH ROW EXECUTE FUNCTION find();
        """;

    private static PendingWrite Write(string key, long version) =>
        new("note", key, version, "{}"u8.ToArray(), 0);

    protected override Task<TestDatabase> CreateDatabaseAsync() => PostgresTestDatabase.CreateAsync();
}
