using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Storage;

namespace Ticketing.Runtime.Contract.Tests.Support;

/// <summary>A storage that outlives the runtime, and into which a test can write behind the grain's back.</summary>
public sealed class SharedStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<string, (string Json, int Version)> _rows = new();

    /// <summary>Writes as somebody else, so that the version that the grain knows is stale.</summary>
    public void WriteBehind<T>(string stateName, GrainId grainId, T value) =>
        _rows.AddOrUpdate(
            $"{stateName}/{grainId}",
            _ => (JsonSerializer.Serialize(value), 1),
            (_, row) => (JsonSerializer.Serialize(value), row.Version + 1)
        );

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        grainState.RecordExists = _rows.TryGetValue($"{stateName}/{grainId}", out var row);
        grainState.State = grainState.RecordExists
            ? JsonSerializer.Deserialize<T>(row.Json)
            : Activator.CreateInstance<T>();
        grainState.ETag = grainState.RecordExists ? Text(row.Version) : null;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = _rows.GetValueOrDefault($"{stateName}/{grainId}").Version;
        if ((grainState.ETag ?? "0") != Text(stored))
        {
            throw new InconsistentStateException("Somebody else wrote.", Text(stored), grainState.ETag);
        }

        _rows[$"{stateName}/{grainId}"] = (JsonSerializer.Serialize(grainState.State), stored + 1);
        grainState.ETag = Text(stored + 1);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _rows.TryRemove($"{stateName}/{grainId}", out _);
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}
