using Orleans.Runtime;

namespace Orleans.Timers;

/// <summary>Makes timers of activations; grains use <c>RegisterGrainTimer</c>.</summary>
public interface ITimerRegistry
{
    /// <summary>Registers a timer; see <see cref="GrainBaseExtensions"/>.</summary>
    IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext,
        Func<TState, CancellationToken, Task> callback,
        TState state,
        GrainTimerCreationOptions options
    );
}
