namespace Ticketing.Storage;

/// <summary>Says whether the storage can be written and read now.</summary>
public interface IStorageHealth
{
    /// <summary>
    /// Asks the database, behind the writes that wait already where one writer serves all; within the command time-out.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait; then the answer is an <see cref="OperationCanceledException"/>.</param>
    /// <returns>Healthy, or what is the matter; an outage is an answer here, not an exception.</returns>
    Task<StorageHealth> CheckAsync(CancellationToken cancellationToken = default);
}

/// <summary>The state of the storage at one moment.</summary>
/// <param name="IsHealthy">True when the database answered.</param>
/// <param name="Database">Which database that is; no passwords.</param>
/// <param name="Problem">What is the matter, null when healthy.</param>
public sealed record StorageHealth(bool IsHealthy, string Database, string? Problem);
