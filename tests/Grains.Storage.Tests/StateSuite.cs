using Orleans;
using Orleans.Storage;

namespace Ticketing.Storage.Tests;

/// <summary>What the grain storage promises a grain.</summary>
public abstract class StateSuite : StorageSuite
{
    [StorageFact]
    public async Task A_state_that_was_never_written_is_new_and_does_not_exist()
    {
        var storage = await StartAsync();

        var read = await storage.ReadAsync("a");

        read.RecordExists.ShouldBeFalse();
        read.ETag.ShouldBeNull();
        read.State.ShouldBe(new Note());
        (await Database.QueryAsync("SELECT COUNT(*) FROM grain_state")).ShouldBe(["0"]);
    }

    [StorageFact]
    public async Task What_was_written_is_read_back_whole()
    {
        var storage = await StartAsync();
        var note = new Note
        {
            Text = "좌석 \"A\" \u0000 \U0001F3AB \\",
            Kind = NoteKind.LongLived,
            At = new DateTimeOffset(2026, 12, 24, 19, 30, 0, 123, TimeSpan.FromHours(9)),
            Numbers = [1, long.MaxValue, -5],
        };
        var written = new GrainState<Note>(note);

        await storage.WriteAsync("a", written);
        var read = await storage.ReadAsync("a");

        written.RecordExists.ShouldBeTrue();
        written.ETag.ShouldBe("1");
        read.RecordExists.ShouldBeTrue();
        read.ETag.ShouldBe("1");
        (read.State! with { Numbers = [] }).ShouldBe(note with { Numbers = [] });
        read.State.Numbers.ShouldBe(note.Numbers);
    }

    [StorageFact]
    public async Task The_payload_is_camel_case_json_with_words_for_enums()
    {
        var storage = await StartAsync();

        await storage.WriteAsync(
            "a",
            new GrainState<Note>(new Note { Text = "표", Kind = NoteKind.LongLived })
        );

        var row = await Database.QueryAsync(
            "SELECT state_name, grain_key, version, payload FROM grain_state"
        );
        row.ShouldBe(["""note|a|1|{"text":"표","kind":"longLived","numbers":[]}"""]);
    }

    [StorageFact]
    public async Task Each_write_moves_the_etag_on()
    {
        var storage = await StartAsync();
        var state = await storage.WriteAsync("a", "one");

        state.State = new Note { Text = "two" };
        await storage.WriteAsync("a", state);

        state.ETag.ShouldBe("2");
        (await storage.ReadAsync("a")).State!.Text.ShouldBe("two");
    }

    [StorageFact]
    public async Task A_write_that_does_not_follow_the_stored_version_is_refused()
    {
        var storage = await StartAsync();
        await storage.WriteAsync("a", "first");
        var stale = await storage.ReadAsync("a");
        var current = await storage.ReadAsync("a");
        await storage.WriteAsync("a", current);

        var refusal = await Should.ThrowAsync<InconsistentStateException>(() =>
            storage.WriteAsync("a", stale)
        );

        refusal.StoredEtag.ShouldBe("2");
        refusal.CurrentEtag.ShouldBe("1");
        stale.ETag.ShouldBe("1");
        (await storage.ReadAsync("a")).ETag.ShouldBe("2");
    }

    [StorageFact]
    public async Task A_second_first_write_is_refused()
    {
        var storage = await StartAsync();
        await storage.WriteAsync("a", "first");

        var refusal = await Should.ThrowAsync<InconsistentStateException>(() =>
            storage.WriteAsync("a", "also first")
        );

        refusal.StoredEtag.ShouldBe("1");
        refusal.CurrentEtag.ShouldBeNull();
        (await storage.ReadAsync("a")).State!.Text.ShouldBe("first");
    }

    [StorageFact]
    public async Task A_write_over_a_row_that_is_gone_is_refused()
    {
        var storage = await StartAsync();
        var state = await storage.WriteAsync("a", "first");
        await Database.ExecuteAsync("DELETE FROM grain_state");

        var refusal = await Should.ThrowAsync<InconsistentStateException>(() =>
            storage.WriteAsync("a", state)
        );

        refusal.StoredEtag.ShouldBeNull();
        refusal.CurrentEtag.ShouldBe("1");
    }

    [StorageFact]
    public async Task A_cleared_state_does_not_exist_but_keeps_its_version()
    {
        var storage = await StartAsync();
        var state = await storage.WriteAsync("a", "gone soon");

        await storage.ClearAsync("a", state);
        var read = await storage.ReadAsync("a");

        state.ETag.ShouldBe("2");
        state.RecordExists.ShouldBeFalse();
        state.State.ShouldBe(new Note());
        read.ETag.ShouldBe("2");
        read.RecordExists.ShouldBeFalse();
        read.State.ShouldBe(new Note());
    }

    [StorageFact]
    public async Task An_activation_from_before_a_clear_stays_fenced()
    {
        var storage = await StartAsync();
        await storage.WriteAsync("a", "first");
        var stale = await storage.ReadAsync("a");
        await storage.ClearAsync("a", await storage.ReadAsync("a"));

        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteAsync("a", stale));
        await Should.ThrowAsync<InconsistentStateException>(() => storage.ClearAsync("a", stale));
        await Should.ThrowAsync<InconsistentStateException>(() => storage.WriteAsync("a", "as if new"));
    }

    [StorageFact]
    public async Task A_cleared_state_can_be_written_again()
    {
        var storage = await StartAsync();
        var state = await storage.WriteAsync("a", "first");
        await storage.ClearAsync("a", state);

        state.State = new Note { Text = "again" };
        await storage.WriteAsync("a", state);

        state.ETag.ShouldBe("3");
        var read = await storage.ReadAsync("a");
        read.RecordExists.ShouldBeTrue();
        read.State!.Text.ShouldBe("again");
    }

    [StorageFact]
    public async Task Clearing_what_never_was_writes_no_row()
    {
        var storage = await StartAsync();

        await storage.ClearAsync("a", new GrainState<Note>());

        (await Database.QueryAsync("SELECT COUNT(*) FROM grain_state")).ShouldBe(["0"]);
    }

    [StorageFact]
    public async Task Clearing_without_having_read_what_is_there_is_refused()
    {
        var storage = await StartAsync();
        await storage.WriteAsync("a", "there");

        await Should.ThrowAsync<InconsistentStateException>(() =>
            storage.ClearAsync("a", new GrainState<Note>())
        );

        (await storage.ReadAsync("a")).State!.Text.ShouldBe("there");
    }

    [StorageFact]
    public async Task States_of_one_key_with_different_names_are_apart()
    {
        var storage = await StartAsync();

        await storage.WriteAsync("a", "one", "first");
        await storage.WriteAsync("a", "two", "second");

        (await storage.ReadAsync("a", "first")).State!.Text.ShouldBe("one");
        (await storage.ReadAsync("a", "second")).State!.Text.ShouldBe("two");
    }

    [StorageFact]
    public async Task A_state_that_is_too_large_is_refused_and_the_limit_is_named()
    {
        var storage = await StartAsync(options => options.MaxPayloadBytes = 1024);

        var refusal = await Should.ThrowAsync<InvalidOperationException>(() =>
            storage.WriteAsync("a", new string('x', 1024))
        );

        refusal.Message.ShouldContain("Storage:MaxPayloadBytes");
        (await storage.ReadAsync("a")).RecordExists.ShouldBeFalse();
    }

    [StorageFact]
    public async Task What_was_acknowledged_is_there_after_a_restart()
    {
        var storage = await StartAsync();
        var kept = await storage.WriteAsync("kept", "one");
        await storage.WriteAsync("kept", kept);
        var cleared = await storage.WriteAsync("cleared", "two");
        await storage.ClearAsync("cleared", cleared);

        var restarted = await RestartAsync(storage);

        (await restarted.ReadAsync("kept")).ETag.ShouldBe("2");
        (await restarted.ReadAsync("kept")).State!.Text.ShouldBe("one");
        (await restarted.ReadAsync("cleared")).ETag.ShouldBe("2");
        (await restarted.ReadAsync("cleared")).RecordExists.ShouldBeFalse();
    }
}

public sealed class SqliteStateTests : StateSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() =>
        Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

[NeedsPostgres]
public sealed class PostgresStateTests : StateSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => PostgresTestDatabase.CreateAsync();
}
