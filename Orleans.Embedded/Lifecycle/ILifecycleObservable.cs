namespace Orleans;

/// <summary>Something that starts and stops in numbered stages, which others can take part in.</summary>
public interface ILifecycleObservable
{
    /// <summary>Takes part at a stage; disposing the result ends that.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
