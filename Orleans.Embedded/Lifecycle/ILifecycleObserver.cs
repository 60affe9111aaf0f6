namespace Orleans;

/// <summary>Takes part in starting and stopping.</summary>
public interface ILifecycleObserver
{
    /// <summary>
    /// Runs when its stage is reached, together with others of the stage; the next stage waits for it. An exception stops
    /// the start and undoes the stages before.
    /// </summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Runs when stopping reaches its stage, if that had been started; stages stop in reverse order.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}
