using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Ticketing.TestSupport;

namespace Ticketing.Storage.Tests;

/// <summary>The storage as a host registers it, started on a test's database.</summary>
internal sealed class TestStorage : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestStorage(ServiceProvider services) => _services = services;

    public ManualTimeProvider Clock => _services.GetRequiredService<ManualTimeProvider>();

    public IGrainStorage Grains => _services.GetRequiredKeyedService<IGrainStorage>("Default");

    public StateStore Store => Get<StateStore>();

    public static async Task<TestStorage> StartAsync(
        TestDatabase database,
        Action<GroupCommitStorageOptions>? configure = null
    )
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(database.Settings).Build();
        var clock = new ManualTimeProvider();
        var services = new ServiceCollection()
            .AddSingleton(clock)
            .AddSingleton<TimeProvider>(clock)
            .AddTicketStorage(
                configuration,
                options =>
                {
                    options.ExclusiveWaitSeconds = 0;
                    configure?.Invoke(options);
                }
            )
            .BuildServiceProvider();
        try
        {
            await services.MigrateTicketStorageAsync();
            return new TestStorage(services);
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Reads as a new activation does.</summary>
    public async Task<GrainState<Note>> ReadAsync(string key, string stateName = "note")
    {
        var state = new GrainState<Note>();
        await Grains.ReadStateAsync(stateName, IdOf(key), state);
        return state;
    }

    /// <summary>Writes a first version and returns the activation's state.</summary>
    public async Task<GrainState<Note>> WriteAsync(string key, string text, string stateName = "note")
    {
        var state = new GrainState<Note>(new Note { Text = text });
        await WriteAsync(key, state, stateName);
        return state;
    }

    public Task WriteAsync(string key, GrainState<Note> state, string stateName = "note") =>
        Grains.WriteStateAsync(stateName, IdOf(key), state);

    public Task ClearAsync(string key, GrainState<Note> state, string stateName = "note") =>
        Grains.ClearStateAsync(stateName, IdOf(key), state);

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    public static GrainId IdOf(string key) => GrainId.Create("note", key);
}

/// <summary>A state to store.</summary>
public sealed record Note
{
    public string? Text { get; init; }

    public NoteKind Kind { get; init; }

    public DateTimeOffset? At { get; init; }

    public System.Collections.Immutable.ImmutableArray<long> Numbers { get; init; } = [];
}

/// <summary>An enum in a state.</summary>
public enum NoteKind
{
    Unknown = 0,
    LongLived = 1,
}
