namespace Ticketing.Queue;

/// <summary>
/// What a reservation tells the line of the place that it was made with. Both calls are durable when they return,
/// may be repeated, and do nothing to a place that has ended or to a line that does not exist.
/// </summary>
public interface IQueueCompletions
{
    /// <summary>Effect: the place has paid and is used up; its room is free for the next.</summary>
    /// <param name="queueId">Which line.</param>
    /// <param name="placeNumber">Which place in it.</param>
    /// <param name="ct">Stops the waiting, not what began.</param>
    Task CompleteAsync(string queueId, long placeNumber, CancellationToken ct = default);

    /// <summary>Effect: the place stays active until then, where its service time would end before.</summary>
    /// <param name="queueId">Which line.</param>
    /// <param name="placeNumber">Which place in it.</param>
    /// <param name="until">When the hold ends that the place must outlast.</param>
    /// <param name="ct">Stops the waiting, not what began.</param>
    Task ExtendAsync(string queueId, long placeNumber, DateTimeOffset until, CancellationToken ct = default);
}
