using Orleans;
using Orleans.Runtime;

namespace Ticketing.Storage.Tests;

/// <summary>What the reminder table promises the runtime.</summary>
public abstract class ReminderSuite : StorageSuite
{
    private static readonly DateTime Start = new(2026, 12, 1, 12, 0, 0, 250, DateTimeKind.Utc);

    [StorageFact]
    public async Task A_reminder_is_read_back_as_it_was_written()
    {
        var table = await TableAsync();

        var etag = await table.UpsertRow(Entry("a", "hold"));
        var read = await table.ReadRow(Id("a"), "hold");

        read.ShouldNotBeNull();
        read.GrainId.ShouldBe(Id("a"));
        read.ReminderName.ShouldBe("hold");
        read.StartAt.ShouldBe(Start);
        read.StartAt.Kind.ShouldBe(DateTimeKind.Utc);
        read.Period.ShouldBe(TimeSpan.FromMinutes(1));
        read.ETag.ShouldBe(etag);
    }

    [StorageFact]
    public async Task A_reminder_that_was_never_written_is_null()
    {
        var table = await TableAsync();

        (await table.ReadRow(Id("a"), "hold")).ShouldBeNull();
        (await table.ReadRows(Id("a"))).Reminders.ShouldBeEmpty();
    }

    [StorageFact]
    public async Task Writing_a_reminder_again_replaces_it_and_changes_its_etag()
    {
        var table = await TableAsync();
        var first = await table.UpsertRow(Entry("a", "hold"));
        var changed = Entry("a", "hold");
        changed.Period = TimeSpan.FromMinutes(7);

        var second = await table.UpsertRow(changed);

        second.ShouldNotBe(first);
        var read = (await table.ReadRows(Id("a"))).Reminders.ShouldHaveSingleItem();
        read.Period.ShouldBe(TimeSpan.FromMinutes(7));
        read.ETag.ShouldBe(second);
    }

    [StorageFact]
    public async Task A_grain_reads_its_own_reminders_only()
    {
        var table = await TableAsync();
        await table.UpsertRow(Entry("a", "one"));
        await table.UpsertRow(Entry("a", "two"));
        await table.UpsertRow(Entry("b", "one"));

        var names = (await table.ReadRows(Id("a"))).Reminders.Select(entry => entry.ReminderName).Order();

        names.ShouldBe(["one", "two"]);
    }

    [StorageFact]
    public async Task A_reminder_is_removed_only_with_its_current_etag()
    {
        var table = await TableAsync();
        var stale = await table.UpsertRow(Entry("a", "hold"));
        var current = await table.UpsertRow(Entry("a", "hold"));

        (await table.RemoveRow(Id("a"), "hold", stale!)).ShouldBeFalse();
        (await table.RemoveRow(Id("a"), "other", current!)).ShouldBeFalse();
        (await table.RemoveRow(Id("a"), "hold", current!)).ShouldBeTrue();
        (await table.RemoveRow(Id("a"), "hold", current!)).ShouldBeFalse();
        (await table.ReadRow(Id("a"), "hold")).ShouldBeNull();
    }

    [StorageFact]
    public async Task A_range_holds_what_comes_after_its_beginning_up_to_its_end()
    {
        var table = await TableAsync();
        var hashes = await WriteManyAsync(table, 40);
        var (low, high) = (hashes[9], hashes[29]);

        (await HashesAsync(table, low, high)).ShouldBe(hashes[10..30]);
        (await HashesAsync(table, high, low)).ShouldBe([.. hashes[..10], .. hashes[30..]]);
        (await HashesAsync(table, 0, uint.MaxValue)).ShouldBe(hashes);
        (await HashesAsync(table, low, low)).ShouldBe(hashes);
    }

    [StorageFact]
    public async Task The_table_can_be_cleared()
    {
        var table = await TableAsync();
        await WriteManyAsync(table, 3);

        await table.TestOnlyClearTable();

        (await table.ReadRows(0, uint.MaxValue)).Reminders.ShouldBeEmpty();
    }

    [StorageFact]
    public async Task Reminders_are_there_after_a_restart()
    {
        var storage = await StartAsync();
        await storage.Get<IReminderTable>().UpsertRow(Entry("a", "hold"));

        var restarted = await RestartAsync(storage);

        (await restarted.Get<IReminderTable>().ReadRow(Id("a"), "hold")).ShouldNotBeNull();
    }

    private static GrainId Id(string key) => GrainId.Create("schedule", key);

    private static ReminderEntry Entry(string key, string name) =>
        new()
        {
            GrainId = Id(key),
            ReminderName = name,
            StartAt = Start,
            Period = TimeSpan.FromMinutes(1),
        };

    private static async Task<uint[]> WriteManyAsync(IReminderTable table, int count)
    {
        foreach (var key in Enumerable.Range(0, count))
        {
            await table.UpsertRow(Entry($"k{key}", "hold"));
        }

        return [.. Enumerable.Range(0, count).Select(key => Id($"k{key}").GetUniformHashCode()).Order()];
    }

    private static async Task<uint[]> HashesAsync(IReminderTable table, uint begin, uint end) =>
        [
            .. (await table.ReadRows(begin, end))
                .Reminders.Select(entry => entry.GrainId.GetUniformHashCode())
                .Order(),
        ];

    private async Task<IReminderTable> TableAsync() => (await StartAsync()).Get<IReminderTable>();
}

public sealed class SqliteReminderTests : ReminderSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() =>
        Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

[NeedsPostgres]
public sealed class PostgresReminderTests : ReminderSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => PostgresTestDatabase.CreateAsync();
}
