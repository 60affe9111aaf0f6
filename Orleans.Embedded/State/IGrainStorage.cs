using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Where states of grains are kept. Each operation reads or sets state, version and existence in the object that it is
/// given, and may be called by many grains at once.
/// </summary>
public interface IGrainStorage
{
    /// <summary>Reads; where nothing is stored the version is null and the record does not exist.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>As without a token; a storage that cannot cancel goes on.</summary>
    Task ReadStateAsync<T>(
        string stateName,
        GrainId grainId,
        IGrainState<T> grainState,
        CancellationToken cancellationToken
    ) => ReadStateAsync(stateName, grainId, grainState);

    /// <summary>Writes when the stored version is the given one, and sets the new version.</summary>
    /// <exception cref="InconsistentStateException">The stored version is another.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>As without a token; a storage that cannot cancel goes on.</summary>
    Task WriteStateAsync<T>(
        string stateName,
        GrainId grainId,
        IGrainState<T> grainState,
        CancellationToken cancellationToken
    ) => WriteStateAsync(stateName, grainId, grainState);

    /// <summary>Deletes when the stored version is the given one.</summary>
    /// <exception cref="InconsistentStateException">The stored version is another.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>As without a token; a storage that cannot cancel goes on.</summary>
    Task ClearStateAsync<T>(
        string stateName,
        GrainId grainId,
        IGrainState<T> grainState,
        CancellationToken cancellationToken
    ) => ClearStateAsync(stateName, grainId, grainState);
}
