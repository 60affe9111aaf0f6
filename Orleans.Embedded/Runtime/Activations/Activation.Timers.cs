namespace Orleans.Runtime;

// The timers of the grain, which end with it.
internal sealed partial class Activation
{
    private HashSet<IDisposable>? _timers;

    /// <summary>Keeps a timer so that it is stopped at the end; false when the end has come.</summary>
    public bool TryKeep(IDisposable timer)
    {
        lock (this)
        {
            return _phase is not (Phase.Deactivating or Phase.Gone) && (_timers ??= []).Add(timer);
        }
    }

    /// <summary>Forgets a timer that was disposed.</summary>
    public void Forget(IDisposable timer)
    {
        lock (this)
        {
            _timers?.Remove(timer);
        }
    }

    /// <summary>Stops all timers.</summary>
    public void StopTimers()
    {
        IDisposable[] timers;
        lock (this)
        {
            timers = [.. _timers ?? []];
            _timers = null;
        }

        foreach (var timer in timers)
        {
            timer.Dispose();
        }
    }
}
