namespace Orleans.Core;

/// <summary>
/// The stored state of a grain. Each operation goes to storage: a write has been acknowledged by storage when its task
/// completes. Operations of one state run one after the other, in the order in which they were asked for.
/// </summary>
public interface IStorage
{
    /// <summary>The version that storage gave the state last; null when nothing is stored.</summary>
    string? Etag { get; }

    /// <summary>Whether storage held a record at the last operation.</summary>
    bool RecordExists { get; }

    /// <summary>Deletes the record and resets the state.</summary>
    /// <exception cref="Storage.InconsistentStateException">The stored version is not ours.</exception>
    Task ClearStateAsync();

    /// <summary>Writes the state.</summary>
    /// <exception cref="Storage.InconsistentStateException">The stored version is not ours.</exception>
    Task WriteStateAsync();

    /// <summary>Reads the state, dropping what was not written.</summary>
    Task ReadStateAsync();

    /// <summary>As without a token; a storage that cannot cancel goes on.</summary>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <summary>As without a token; a storage that cannot cancel goes on.</summary>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>As without a token; a storage that cannot cancel goes on.</summary>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}

/// <summary>The stored state of a grain, with its value.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The value in memory, which is the stored one only after a read or write.</summary>
    TState State { get; set; }
}
