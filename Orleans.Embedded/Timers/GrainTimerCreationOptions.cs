using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>When a timer fires, and how.</summary>
public readonly struct GrainTimerCreationOptions()
{
    /// <summary>Fires after <paramref name="dueTime"/>, then every <paramref name="period"/>.</summary>
    [SetsRequiredMembers]
    public GrainTimerCreationOptions(TimeSpan dueTime, TimeSpan period)
        : this()
    {
        DueTime = dueTime;
        Period = period;
    }

    /// <summary>From now to the first callback; <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public required TimeSpan DueTime { get; init; }

    /// <summary>From the end of a callback to the next; <see cref="Timeout.InfiniteTimeSpan"/> for once.</summary>
    public required TimeSpan Period { get; init; }

    /// <summary>
    /// Whether callbacks may run between the awaits of other turns. False: each is a turn of its own. Never two at once
    /// on two threads, either way.
    /// </summary>
    public bool Interleave { get; init; }

    /// <summary>Whether a callback counts as use, and so keeps idle collection away.</summary>
    public bool KeepAlive { get; init; }
}
