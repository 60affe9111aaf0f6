namespace Orleans.Runtime;

/// <summary>The stages in which the runtime starts and stops; see <see cref="ServiceLifecycleStage"/>.</summary>
public interface ISiloLifecycle : ILifecycleObservable
{
    /// <summary>The highest stage whose start is complete.</summary>
    int HighestCompletedStage { get; }

    /// <summary>The lowest stage that has been stopped.</summary>
    int LowestStoppedStage { get; }
}
