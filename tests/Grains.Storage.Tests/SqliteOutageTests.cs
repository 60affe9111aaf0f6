using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ticketing.Storage.Tests;

/// <summary>A file that cannot be used for a while.</summary>
public sealed class SqliteOutageTests : StorageSuite
{
    [Fact]
    public async Task Writes_fail_while_the_disk_is_full_and_work_when_it_is_not()
    {
        var storage = await StartAsync();
        var kept = await storage.WriteAsync("kept", "acknowledged");
        await storage.Store.Database.RunAsync(
            forWriting: true,
            async connection =>
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "PRAGMA max_page_count = 1";
                return await command.ExecuteNonQueryAsync();
            },
            default
        );

        Task[] writes =
        [
            .. Enumerable.Range(0, 50).Select(i => storage.WriteAsync($"k{i}", new string('x', 100_000))),
        ];
        var refusal = await Should.ThrowAsync<StorageUnavailableException>(writes[0]);
        await Task.WhenAll(writes).ContinueWith(_ => { }, TaskScheduler.Default);

        refusal.Message.ShouldContain("full");
        // The file is opened again after the failure, and its limit is gone.
        await storage.WriteAsync("kept", kept);
        (await storage.ReadAsync("kept")).ETag.ShouldBe("2");
    }

    [Fact]
    public async Task Reminders_and_health_say_that_the_store_is_not_started()
    {
        await using var services = new ServiceCollection()
            .AddTicketStorage(new ConfigurationBuilder().AddInMemoryCollection(Database.Settings).Build())
            .BuildServiceProvider();

        var health = await services.GetRequiredService<IStorageHealth>().CheckAsync();

        health.IsHealthy.ShouldBeFalse();
        health.Problem!.ShouldContain("MigrateTicketStorageAsync");
    }

    protected override Task<TestDatabase> CreateDatabaseAsync() =>
        Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}
