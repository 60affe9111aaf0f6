using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Ticketing.Common;

/// <summary>
/// Records that a grain keeps beside its own state, so that nothing that grows is rewritten whole: pages of
/// history, blocks of the line. They go through the same storage with the same versions; the grain that owns
/// them is their only writer, and a stale activation's write is refused by its version.
/// </summary>
internal sealed class Records(
    [FromKeyedServices(Records.StorageName)] IGrainStorage storage,
    IManyRecords many
)
{
    /// <summary>The name of the grain storage that everything here is kept in.</summary>
    public const string StorageName = "tickets";

    /// <summary>Reads a record, or an empty one with <c>RecordExists</c> false.</summary>
    /// <param name="stateName">The kind of record; it is also the type part of its id.</param>
    /// <param name="key">Which one.</param>
    public async Task<GrainState<T>> ReadAsync<T>(string stateName, string key)
        where T : new()
    {
        var record = new GrainState<T>(new T());
        await storage.ReadStateAsync(stateName, GrainId.Create(stateName, key), record);
        return record;
    }

    /// <summary>
    /// Reads what is stored of all records of a kind whose key begins so, at once; for looking at, not for
    /// writing.
    /// </summary>
    /// <param name="stateName">The kind of record.</param>
    /// <param name="keyPrefix">How the keys begin.</param>
    /// <param name="limit">The most that there can be.</param>
    public Task<IReadOnlyList<KeyValuePair<string, T>>> ReadManyAsync<T>(
        string stateName,
        string keyPrefix,
        int limit
    ) => many.ReadAsync<T>(stateName, keyPrefix, limit);

    /// <summary>Writes a record whose version is the one that was read.</summary>
    /// <exception cref="InconsistentStateException">
    /// Somebody else wrote it; the activation must step down.
    /// </exception>
    public Task WriteAsync<T>(string stateName, string key, GrainState<T> record) =>
        storage.WriteStateAsync(stateName, GrainId.Create(stateName, key), record);

    /// <summary>
    /// Reads a record, changes it and writes it, unless the change leaves it as it is. For records whose
    /// content follows from their owner's stored state, so that doing it again after a crash writes the same.
    /// </summary>
    /// <param name="stateName">The kind of record.</param>
    /// <param name="key">Which one.</param>
    /// <param name="change">The new content; called with an empty one where there is none.</param>
    public async Task ChangeAsync<T>(string stateName, string key, Func<T, T> change)
        where T : class, new()
    {
        var record = await ReadAsync<T>(stateName, key);
        var next = change(record.State!);
        if (!ReferenceEquals(next, record.State))
        {
            record.State = next;
            await WriteAsync(stateName, key, record);
        }
    }
}
