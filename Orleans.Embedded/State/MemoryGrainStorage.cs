using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Storage in memory. States are kept as JSON, so that a grain which changes its state object without writing it does
/// not change what is stored.
/// </summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Grain), Record> _records = new();
    private long _version;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_records.TryGetValue((stateName, grainId), out var record))
        {
            grainState.State = JsonSerializer.Deserialize<T>(record.Json);
            grainState.ETag = record.ETag;
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = NewState.Of<T>();
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var next = new Record(
            JsonSerializer.SerializeToUtf8Bytes(grainState.State),
            Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture)
        );
        var written = _records.TryGetValue(key, out var stored)
            ? stored.ETag == grainState.ETag && _records.TryUpdate(key, next, stored)
            : grainState.ETag is null && _records.TryAdd(key, next);
        if (!written)
        {
            throw Stale(stateName, grainId, stored, grainState.ETag);
        }

        grainState.ETag = next.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        if (_records.TryGetValue(key, out var stored))
        {
            if (stored.ETag != grainState.ETag || !_records.TryRemove(KeyValuePair.Create(key, stored)))
            {
                throw Stale(stateName, grainId, stored, grainState.ETag);
            }
        }

        grainState.State = NewState.Of<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private static InconsistentStateException Stale(
        string stateName,
        GrainId grainId,
        Record? stored,
        string? current
    ) =>
        new(
            $"The stored version of state {stateName} of grain {grainId} is {stored?.ETag ?? "none"}, "
                + $"not {current ?? "none"}.",
            stored?.ETag,
            current
        );

    // Compared by reference: two writes of the same content are two records.
    private sealed class Record(byte[] json, string eTag)
    {
        public byte[] Json { get; } = json;

        public string ETag { get; } = eTag;
    }
}
