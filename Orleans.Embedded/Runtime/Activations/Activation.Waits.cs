namespace Orleans.Runtime;

// Which activations the running turn waits for. Mostly none or one, so one place is kept without a collection.
internal sealed partial class Activation
{
    private Activation? _waitsFor;
    private Dictionary<Activation, int>? _waitsForMore;

    /// <summary>Whether the running turn waits for anything.</summary>
    public bool Waits => Volatile.Read(ref _waitsFor) is not null || _waitsForMore is { Count: > 0 };

    /// <summary>Notes a wait of the running turn.</summary>
    public void AddWait(Activation target)
    {
        if (Interlocked.CompareExchange(ref _waitsFor, target, null) is null)
        {
            return;
        }

        // A call that is forwarded is noted by the activation that ended, so two may get here at once.
        var more = LazyInitializer.EnsureInitialized(ref _waitsForMore, static () => []);
        lock (more)
        {
            more[target] = more.GetValueOrDefault(target) + 1;
        }
    }

    /// <summary>Takes a wait back, unless the turn that had it is over.</summary>
    public void RemoveWait(Activation target, int turnNumber)
    {
        if (turnNumber != TurnNumber || Interlocked.CompareExchange(ref _waitsFor, null, target) == target)
        {
            return;
        }

        if (_waitsForMore is { } more)
        {
            lock (more)
            {
                if (more.Remove(target, out var count) && count > 1)
                {
                    more[target] = count - 1;
                }
            }
        }
    }

    /// <summary>Adds what the running turn waits for to a list.</summary>
    public void CopyWaits(ICollection<Activation> into)
    {
        if (Volatile.Read(ref _waitsFor) is { } one)
        {
            into.Add(one);
        }

        if (_waitsForMore is { } more)
        {
            lock (more)
            {
                foreach (var target in more.Keys)
                {
                    into.Add(target);
                }
            }
        }
    }

    private void ForgetWaits()
    {
        _waitsFor = null;
        if (_waitsForMore is { Count: > 0 } more)
        {
            lock (more)
            {
                more.Clear();
            }
        }
    }
}
