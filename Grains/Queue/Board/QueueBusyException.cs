namespace Ticketing.Queue.Board;

/// <summary>More requests of this process wait for a line than may: nothing was done, try again in a second.</summary>
public sealed class QueueBusyException(string queueId)
    : Exception(
        $"Too many requests wait for the queue '{queueId}'. Nothing was done: try again in a second."
    );
