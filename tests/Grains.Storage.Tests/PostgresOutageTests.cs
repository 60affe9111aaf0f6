using System.Diagnostics;
using Ticketing.TestSupport;

namespace Ticketing.Storage.Tests;

/// <summary>A server that goes away and comes back: a server of this class's own.</summary>
public sealed class PostgresOutageTests : IAsyncLifetime
{
    private PostgresServer _server = null!;
    private TestDatabase _database = null!;
    private TestStorage _storage = null!;

    public async Task InitializeAsync()
    {
        if (PostgresBinaries.WhyMissing is null)
        {
            _server = await PostgresServer.CreateAsync();
            _database = await PostgresTestDatabase.CreateAsync(_server);
            _storage = await TestStorage.StartAsync(
                _database,
                options => (options.CommandTimeoutSeconds, options.MaxBatch) = (3, 100)
            );
        }
    }

    public async Task DisposeAsync()
    {
        if (_storage is not null)
        {
            await _storage.DisposeAsync();
            await _database.DisposeAsync();
            await _server.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task Reads_and_writes_fail_in_bounded_time_while_the_server_is_away_and_work_when_it_is_back()
    {
        var kept = await _storage.WriteAsync("kept", "acknowledged");
        await _server.KillAsync();
        var started = Stopwatch.GetTimestamp();

        Task[] refused =
        [
            .. Enumerable.Range(0, 1_000).Select(i => _storage.WriteAsync($"k{i}", "x")),
            .. Enumerable.Range(0, 1_000).Select(i => _storage.ReadAsync($"k{i}")),
            _storage.WriteAsync("kept", kept),
        ];
        foreach (var operation in refused)
        {
            var refusal = await Should.ThrowAsync<StorageUnavailableException>(operation);
            refusal.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        }

        // Two command time-outs: the batch under way, and at most one behind it.
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(7));
        (await _storage.Get<IStorageHealth>().CheckAsync()).IsHealthy.ShouldBeFalse();

        await _server.StartAsync();
        await _storage.WriteAsync("after", "x");
        (await _storage.ReadAsync("kept")).ETag.ShouldBe("1");
        kept.ETag.ShouldBe("1");
        await _storage.WriteAsync("kept", kept);
        (await _storage.Get<IStorageHealth>().CheckAsync()).IsHealthy.ShouldBeTrue();
    }

    [PostgresFact]
    public async Task A_server_that_was_restarted_while_nothing_happened_is_not_noticed()
    {
        await _storage.WriteAsync("a", "x");
        await _storage.ReadAsync("a");
        await _server.StopAsync();
        await _server.StartAsync();
        // The lanes trust a connection for a second.
        await Task.Delay(TimeSpan.FromSeconds(1.1), TimeProvider.System);

        (await _storage.ReadAsync("a")).ETag.ShouldBe("1");
        await _storage.WriteAsync("b", "x");
    }

    [PostgresFact]
    public async Task Writes_that_meet_a_lock_fail_together_when_the_time_is_over()
    {
        await using var held = await _database.HoldWritesAsync();
        var started = Stopwatch.GetTimestamp();

        Task[] writes = [.. Enumerable.Range(0, 1_000).Select(i => _storage.WriteAsync($"k{i}", "x"))];
        foreach (var write in writes)
        {
            await Should.ThrowAsync<StorageUnavailableException>(write);
        }

        // Ten batches wait for one lock. The first is given its time, and all behind it hear how that ended.
        Stopwatch.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    [PostgresFact]
    public async Task A_store_whose_lock_was_lost_to_another_process_writes_no_more()
    {
        await _storage.WriteAsync("a", "x");
        await _server.StopAsync();
        await _server.StartAsync();
        await using var other = await TestStorage.StartAsync(_database);

        var refusal = await Should.ThrowAsync<StorageUnavailableException>(async () =>
        {
            // The first write may only find out that its connection is gone.
            await Should.ThrowAsync<StorageUnavailableException>(() => _storage.WriteAsync("b", "x"));
            await _storage.WriteAsync("b", "x");
        });

        refusal.Message.ShouldContain("is already used by another process");
        await other.WriteAsync("b", "x");
    }
}
