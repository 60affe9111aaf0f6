using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// What a grain class needs to take part in activation without deriving from <see cref="Grain"/>. The class takes
/// its <see cref="IGrainContext"/> as a constructor parameter.
/// </summary>
public interface IGrainBase
{
    /// <summary>The context of this activation.</summary>
    IGrainContext GrainContext { get; }

    /// <summary>
    /// Runs after the persistent state was read and before the first call. When it throws, the waiting calls fail with
    /// its exception, the activation is dropped, and the next call makes a new one.
    /// </summary>
    /// <param name="token">Cancelled when activation has to be given up.</param>
    Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

    /// <summary>
    /// Runs after the last call, on a best effort: a process that dies does not run it. Its exceptions are logged.
    /// </summary>
    /// <param name="reason">Why the activation ends.</param>
    /// <param name="token">Cancelled when deactivation has to be given up.</param>
    Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
}
