using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Storage;
using Ticketing.Common;
using Ticketing.Storage;

namespace Ticketing.Tests.Support;

/// <summary>
/// A storage in memory that outlives the cluster that uses it, as a database does, with versions as real ones
/// have. A test may look at every write before or after it happens, count them, and make one fail.
/// </summary>
public sealed class TestStorage : IGrainStorage, IManyRecords
{
    private readonly ConcurrentDictionary<(string, string), (long Version, string? Json)> _records = new();
    private readonly StateJson _json = new(
        Options.Create(
            new GroupCommitStorageOptions { JsonTypeInfoResolvers = { TicketingGrains.StateJson } }
        )
    );
    private int _writes;

    /// <summary>The reminders beside the records.</summary>
    public TestReminders Reminders { get; } = new();

    /// <summary>How many writes were asked for.</summary>
    public int Writes => _writes;

    /// <summary>Called before a read with the state name and what is read; what it throws fails the read.</summary>
    public Action<string, string> BeforeRead { get; set; } = (_, _) => { };

    /// <summary>
    /// Called before a write with its state name and key; what it throws fails the write, which is not done.
    /// </summary>
    public Action<string, string> BeforeWrite { get; set; } = (_, _) => { };

    /// <summary>Called after a write; what it throws fails the write, though it was done.</summary>
    public Action<string, string> AfterWrite { get; set; } = (_, _) => { };

    /// <summary>The keys of all records of a kind.</summary>
    public IEnumerable<string> KeysOf(string stateName) =>
        _records.Where(r => r.Key.Item1 == stateName && r.Value.Json is not null).Select(r => r.Key.Item2);

    /// <summary>The stored JSON of a record, or null.</summary>
    public string? JsonOf(string stateName, string key) =>
        _records.TryGetValue((stateName, key), out var record) ? record.Json : null;

    /// <summary>What is stored of a record, or null.</summary>
    public T? StateOf<T>(string stateName, string key)
        where T : class =>
        JsonOf(stateName, key) is { } json ? _json.Deserialize<T>(Encoding.UTF8.GetBytes(json)) : null;

    /// <summary>Changes a record behind the back of its grain.</summary>
    public void Put(string stateName, string key, string json) =>
        _records.AddOrUpdate((stateName, key), (1, json), (_, old) => (old.Version + 1, json));

    /// <summary>The same records in a storage of their own, without the reminders.</summary>
    public TestStorage Copy()
    {
        var copy = new TestStorage();
        foreach (var (id, record) in _records)
        {
            copy._records[id] = record;
        }

        return copy;
    }

    /// <summary>From now on no test looks at a read or a write, or makes one fail.</summary>
    public void ResetHooks()
    {
        BeforeRead = BeforeWrite = AfterWrite = (_, _) => { };
        Reminders.ResetHooks();
    }

    /// <summary>Loses a record.</summary>
    public void Remove(string stateName, string key) => _records.TryRemove((stateName, key), out _);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var id = Id(stateName, grainId);
        BeforeRead(id.Item1, id.Item2);
        var found = _records.TryGetValue(id, out var record);
        grainState.RecordExists = record.Json is not null;
        grainState.ETag = found ? record.Version.ToString(CultureInfo.InvariantCulture) : null!;
        grainState.State = record.Json is null
            ? Activator.CreateInstance<T>()
            : _json.Deserialize<T>(Encoding.UTF8.GetBytes(record.Json))!;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<KeyValuePair<string, T>>> ReadAsync<T>(
        string stateName,
        string keyPrefix,
        int limit
    )
    {
        BeforeRead(stateName, keyPrefix);
        IReadOnlyList<KeyValuePair<string, T>> found =
        [
            .. _records
                .Where(row => row.Key.Item1 == stateName && row.Value.Json is not null)
                .Where(row => row.Key.Item2.StartsWith(keyPrefix, StringComparison.Ordinal))
                .Select(row =>
                    KeyValuePair.Create(
                        row.Key.Item2,
                        _json.Deserialize<T>(Encoding.UTF8.GetBytes(row.Value.Json!))!
                    )
                ),
        ];
        found.Count.ShouldBeLessThanOrEqualTo(limit);
        return Task.FromResult(found);
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        StoreAsync(
            stateName,
            grainId,
            grainState,
            Encoding.UTF8.GetString(_json.Serialize(grainState.State))
        );

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        StoreAsync(stateName, grainId, grainState, null);

    private async Task StoreAsync<T>(string stateName, GrainId grainId, IGrainState<T> state, string? json)
    {
        Interlocked.Increment(ref _writes);
        var id = Id(stateName, grainId);
        // Real storage answers later, on another thread: grains must not rely on anything else.
        await Task.Yield();
        BeforeWrite(id.Item1, id.Item2);
        var known = state.ETag is null ? 0 : long.Parse(state.ETag, CultureInfo.InvariantCulture);
        lock (_records)
        {
            var stored = _records.TryGetValue(id, out var record) ? record.Version : 0;
            if (stored != known)
            {
                throw new InconsistentStateException($"{id}: version {stored} is stored, not {known}.");
            }
            _records[id] = (known + 1, json);
        }
        AfterWrite(id.Item1, id.Item2);
        state.ETag = (known + 1).ToString(CultureInfo.InvariantCulture);
        state.RecordExists = json is not null;
    }

    private static (string, string) Id(string stateName, GrainId grainId) =>
        (stateName, grainId.Key.ToString()!);
}
