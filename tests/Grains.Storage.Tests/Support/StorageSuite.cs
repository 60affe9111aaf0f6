namespace Ticketing.Storage.Tests;

/// <summary>What the suites share: a database for each test, and the storages started on it.</summary>
public abstract class StorageSuite : IAsyncLifetime
{
    private readonly List<TestStorage> _storages = [];

    protected TestDatabase Database { get; private set; } = null!;

    public async Task InitializeAsync() => Database = await CreateDatabaseAsync();

    public async Task DisposeAsync()
    {
        foreach (var storage in _storages)
        {
            await storage.DisposeAsync();
        }

        await Database.DisposeAsync();
    }

    protected abstract Task<TestDatabase> CreateDatabaseAsync();

    private protected async Task<TestStorage> StartAsync(Action<GroupCommitStorageOptions>? configure = null)
    {
        var storage = await TestStorage.StartAsync(Database, configure);
        _storages.Add(storage);
        return storage;
    }

    private protected async Task<TestStorage> RestartAsync(TestStorage storage)
    {
        await storage.DisposeAsync();
        return await StartAsync();
    }
}
