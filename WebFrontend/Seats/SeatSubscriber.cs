namespace Ticketing.WebFrontend.Seats;

/// <summary>
/// What one watcher of a seat map has not been sent yet. It holds a bounded number of updates; a watcher who is
/// slower than that gets the whole map instead, and misses nothing that still holds.
/// </summary>
internal sealed class SeatSubscriber(int maxWaiting)
{
    private readonly Lock _lock = new();
    private readonly Queue<byte[]> _waiting = new();
    private TaskCompletionSource _arrived = NewSignal();
    private bool _needsSnapshot = true;

    /// <summary>Puts updates in its line.</summary>
    public void Offer(IReadOnlyList<byte[]> updates)
    {
        lock (_lock)
        {
            if (!_needsSnapshot)
            {
                if (_waiting.Count + updates.Count > maxWaiting)
                {
                    _waiting.Clear();
                    _needsSnapshot = true;
                }
                else
                {
                    foreach (var update in updates)
                    {
                        _waiting.Enqueue(update);
                    }
                }
            }
            _arrived.TrySetResult();
        }
    }

    /// <summary>Takes what waits: first whether the whole map is due, then the updates after it.</summary>
    public (bool NeedsSnapshot, byte[][] Updates) Take()
    {
        lock (_lock)
        {
            var taken = (_needsSnapshot, _waiting.ToArray());
            _waiting.Clear();
            _needsSnapshot = false;
            if (_arrived.Task.IsCompleted)
            {
                _arrived = NewSignal();
            }
            return taken;
        }
    }

    /// <summary>Waits until there is something to take.</summary>
    public Task WaitAsync(CancellationToken ct)
    {
        lock (_lock)
        {
            return _arrived.Task.WaitAsync(ct);
        }
    }

    private static TaskCompletionSource NewSignal() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
