using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>The storage of grains, which notes what is read. Every grain that keeps a state reads it when it is activated.</summary>
internal sealed class WatchedStorage : IGrainStorage
{
    private readonly ConcurrentQueue<(string StateName, string Key)> _read = new();
    private IGrainStorage? _inner;

    /// <summary>The rows that were read, whether or not there are any.</summary>
    public IReadOnlyCollection<(string StateName, string Key)> Read => _read;

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

    /// <summary>Forgets what was read so far.</summary>
    public void Forget() => _read.Clear();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _read.Enqueue((stateName, grainId.Key.ToString()!));
        return _inner!.ReadStateAsync(stateName, grainId, grainState);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        _inner!.WriteStateAsync(stateName, grainId, grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        _inner!.ClearStateAsync(stateName, grainId, grainState);
}
