namespace Orleans.Runtime;

/// <summary>A timer of an activation. Disposing ends it; a callback that runs is told by its token and ends by itself.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>
    /// Changes when it fires. Within its own callback the change takes effect after the callback.
    /// </summary>
    /// <param name="dueTime">From now to the next callback; <see cref="Timeout.InfiniteTimeSpan"/> for never.</param>
    /// <param name="period">From the end of a callback to the next; <see cref="Timeout.InfiniteTimeSpan"/> for once.</param>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative (other than infinite) or over 49 days.</exception>
    void Change(TimeSpan dueTime, TimeSpan period);
}
