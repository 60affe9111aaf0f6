using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>The storage of grains, of which a test can hold up one write.</summary>
internal sealed class HeldUpStorage : IGrainStorage
{
    private readonly TaskCompletionSource _mayGoOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IGrainStorage? _inner;
    private string? _stateName;
    private int _writesUntilThen;

    /// <summary>Puts it before the storage of a server.</summary>
    public void Use(IHostApplicationBuilder builder) =>
        builder.Services.AddKeyedSingleton<IGrainStorage>(
            "tickets",
            (services, _) =>
            {
                _inner = services.GetRequiredService<IGrainStorage>();
                return this;
            }
        );

    /// <summary>Lets so many writes of that state pass, and holds the next one up.</summary>
    public void HoldUp(string stateName, int afterWrites) =>
        (_writesUntilThen, _stateName) = (afterWrites, stateName);

    /// <summary>Lets it go on.</summary>
    public void GoOn() => _mayGoOn.TrySetResult();

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (stateName == _stateName && Interlocked.Decrement(ref _writesUntilThen) < 0)
        {
            await _mayGoOn.Task;
        }
        await _inner!.WriteStateAsync(stateName, grainId, grainState);
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        _inner!.ReadStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        _inner!.ClearStateAsync(stateName, grainId, grainState);
}
