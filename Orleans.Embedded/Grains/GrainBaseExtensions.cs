using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans;

/// <summary>What a grain can ask of its own activation.</summary>
public static class GrainBaseExtensions
{
    /// <summary>
    /// Ends this activation once the running turn is over. Calls that wait, and calls that arrive meanwhile, go to the
    /// next activation.
    /// </summary>
    public static void DeactivateOnIdle(this IGrainBase grain) =>
        grain.GrainContext.Deactivate(
            new DeactivationReason(
                DeactivationReasonCode.ApplicationRequested,
                $"{nameof(DeactivateOnIdle)} was called."
            )
        );

    /// <summary>
    /// Registers a timer whose callback runs as a turn of this grain. The period counts from the end of one callback to
    /// the start of the next, so callbacks of one timer never overlap; an exception is logged and the timer goes on.
    /// The timer ends with the activation or when disposed, and is not persisted. The token is cancelled when the timer ends.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative (other than infinite) or over 49 days.</exception>
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(callback);
        return RuntimeServices
            .Get<ITimerRegistry>(grain.GrainContext)
            .RegisterGrainTimer(grain.GrainContext, callback, state, options);
    }

    /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain,
        Func<CancellationToken, Task> callback,
        GrainTimerCreationOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(callback);
        return RegisterGrainTimer(grain, static (call, token) => call(token), callback, options);
    }

    /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain,
        Func<Task> callback,
        GrainTimerCreationOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(callback);
        return RegisterGrainTimer(grain, static (call, _) => call(), callback, options);
    }

    /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain,
        Func<TState, Task> callback,
        TState state,
        GrainTimerCreationOptions options
    )
    {
        ArgumentNullException.ThrowIfNull(callback);
        return RegisterGrainTimer(grain, (value, _) => callback(value), state, options);
    }

    /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain,
        Func<Task> callback,
        TimeSpan dueTime,
        TimeSpan period
    ) => RegisterGrainTimer(grain, callback, new GrainTimerCreationOptions(dueTime, period));

    /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
    public static IGrainTimer RegisterGrainTimer(
        this IGrainBase grain,
        Func<CancellationToken, Task> callback,
        TimeSpan dueTime,
        TimeSpan period
    ) => RegisterGrainTimer(grain, callback, new GrainTimerCreationOptions(dueTime, period));

    /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain,
        Func<TState, Task> callback,
        TState state,
        TimeSpan dueTime,
        TimeSpan period
    ) => RegisterGrainTimer(grain, callback, state, new GrainTimerCreationOptions(dueTime, period));

    /// <inheritdoc cref="RegisterGrainTimer{TState}(IGrainBase, Func{TState, CancellationToken, Task}, TState, GrainTimerCreationOptions)" />
    public static IGrainTimer RegisterGrainTimer<TState>(
        this IGrainBase grain,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        TimeSpan dueTime,
        TimeSpan period
    ) => RegisterGrainTimer(grain, callback, state, new GrainTimerCreationOptions(dueTime, period));
}
