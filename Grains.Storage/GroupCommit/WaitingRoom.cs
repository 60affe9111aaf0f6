namespace Ticketing.Storage;

/// <summary>Counts what waits for the database, in operations and bytes, and refuses what would be one too many.</summary>
internal sealed class WaitingRoom(string kind, int maxOperations, long maxBytes, TimeSpan retryAfter)
{
    private int _operations;
    private long _bytes;

    /// <summary>Operations that wait now.</summary>
    public int Count => Volatile.Read(ref _operations);

    /// <exception cref="StorageUnavailableException">The room is full; nothing was counted.</exception>
    public void Enter(int bytes)
    {
        var operations = Interlocked.Increment(ref _operations);
        var total = Interlocked.Add(ref _bytes, bytes);
        // An operation alone in the room always fits: the size of one row has a limit of its own.
        if (operations <= maxOperations && (total <= maxBytes || operations == 1))
        {
            return;
        }

        Leave(bytes);
        throw new StorageUnavailableException(
            $"The storage is overloaded: {operations - 1} {kind} ({total - bytes} bytes) wait for the database; "
                + $"Storage:MaxWaiting allows {maxOperations} and Storage:MaxWaitingBytes {maxBytes}. Nothing was stored.",
            retryAfter
        );
    }

    public void Leave(int bytes)
    {
        Interlocked.Decrement(ref _operations);
        Interlocked.Add(ref _bytes, -bytes);
    }
}
