namespace Ticketing.Queue;

/// <summary>
/// One waiting line. The key is the queue id. It hands out numbers, admits the oldest number first, never lets more
/// than the capacity be active, and forgets nobody: a place is on disk before it is answered, and so is every end of
/// one before a rank shows it. Front ends talk to it through their board, which gathers what many people want
/// into one <see cref="ApplyAsync"/> at a time.
/// </summary>
[Alias("Ticketing.IQueueGrain")]
public interface IQueueGrain : IGrainWithStringKey
{
    /// <summary>
    /// Effect: joins, ends, extends and admits as the batch says, in one round of writes, and answers what
    /// changed since the copy that the caller has. Idempotency: natural in each part; a user in the line gets the
    /// place back. A time-out leaves unknown what was applied: repeat it.
    /// </summary>
    Task<QueueBatchResult> ApplyAsync(QueueBatch batch);

    /// <summary>Effect: none. Settings and figures for operators.</summary>
    Task<QueueOverview> GetOverviewAsync();

    /// <summary>Effect: stores the settings and applies them at once. Idempotency: natural.</summary>
    Task<QueueOverview> ConfigureAsync(QueueSettings settings);

    /// <summary>
    /// Effect: none. How the place with that number ended, for numbers so old that copies no longer hold them;
    /// <see cref="PlacePhase.None"/> where the number was never given out.
    /// </summary>
    Task<PlacePhase> FindAsync(long number);
}
