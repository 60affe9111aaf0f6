namespace Ticketing.Storage;

/// <summary>Deletes records that are too old to be of use.</summary>
public interface IRecordRetention
{
    /// <summary>
    /// Deletes the records of a state that were last written before a moment, in batches, and forgets their versions.
    /// An activation that still holds one fails at its next write and reads again.
    /// </summary>
    /// <param name="stateName">The state's name.</param>
    /// <param name="cutoff">Records written at or after it stay.</param>
    /// <param name="cancellationToken">Ends the work between two batches; what was deleted stays deleted.</param>
    /// <returns>How many records were deleted.</returns>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    Task<long> DeleteOlderThanAsync(
        string stateName,
        DateTimeOffset cutoff,
        CancellationToken cancellationToken = default
    );
}
