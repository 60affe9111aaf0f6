namespace Orleans;

/// <summary>A service that subscribes itself to a lifecycle; every registered one is asked before the start.</summary>
public interface ILifecycleParticipant<TLifecycleObservable>
    where TLifecycleObservable : ILifecycleObservable
{
    /// <summary>Subscribes.</summary>
    void Participate(TLifecycleObservable lifecycle);
}
