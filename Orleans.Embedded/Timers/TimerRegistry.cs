using Orleans.Runtime;

namespace Orleans.Timers;

internal sealed class TimerRegistry : ITimerRegistry
{
    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(callback);
        if (grainContext is not Activation activation || !ReferenceEquals(RuntimeContext.Current, activation))
        {
            throw new InvalidOperationException(
                "A grain timer can be registered in a turn of its own grain only."
            );
        }

        var timer = new GrainTimer<TState>(
            activation,
            callback,
            state,
            options.Interleave,
            options.KeepAlive
        );
        timer.Change(options.DueTime, options.Period);
        if (!activation.TryKeep(timer))
        {
            timer.Dispose();
        }

        return timer;
    }
}
