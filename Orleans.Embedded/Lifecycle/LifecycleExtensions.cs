namespace Orleans;

/// <summary>Subscribes plain functions to a lifecycle.</summary>
public static class LifecycleExtensions
{
    /// <summary>Takes part at a stage.</summary>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable,
        string observerName,
        int stage,
        Func<CancellationToken, Task> onStart,
        Func<CancellationToken, Task>? onStop
    )
    {
        ArgumentNullException.ThrowIfNull(observable);
        ArgumentNullException.ThrowIfNull(onStart);
        return observable.Subscribe(observerName, stage, new Observer(onStart, onStop));
    }

    /// <summary>Takes part in the start of a stage.</summary>
    public static IDisposable Subscribe(
        this ILifecycleObservable observable,
        string observerName,
        int stage,
        Func<CancellationToken, Task> onStart
    ) => observable.Subscribe(observerName, stage, onStart, onStop: null);

    /// <summary>Takes part at a stage, under the name of a type.</summary>
    public static IDisposable Subscribe<TObserver>(
        this ILifecycleObservable observable,
        int stage,
        Func<CancellationToken, Task> onStart,
        Func<CancellationToken, Task> onStop
    ) => observable.Subscribe(NameOf<TObserver>(), stage, onStart, onStop);

    /// <summary>Takes part in the start of a stage, under the name of a type.</summary>
    public static IDisposable Subscribe<TObserver>(
        this ILifecycleObservable observable,
        int stage,
        Func<CancellationToken, Task> onStart
    ) => observable.Subscribe(NameOf<TObserver>(), stage, onStart, onStop: null);

    private static string NameOf<T>() => typeof(T).FullName ?? typeof(T).Name;

    private sealed class Observer(
        Func<CancellationToken, Task> onStart,
        Func<CancellationToken, Task>? onStop
    ) : ILifecycleObserver
    {
        public Task OnStart(CancellationToken cancellationToken) => onStart(cancellationToken);

        public Task OnStop(CancellationToken cancellationToken) =>
            onStop is null ? Task.CompletedTask : onStop(cancellationToken);
    }
}
