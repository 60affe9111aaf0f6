namespace Orleans;

/// <summary>The stages in which the runtime starts.</summary>
public static class ServiceLifecycleStage
{
    /// <summary>Before everything.</summary>
    public const int First = int.MinValue;

    /// <summary>The runtime itself.</summary>
    public const int RuntimeInitialize = 2000;

    /// <summary>Services that the runtime needs.</summary>
    public const int RuntimeServices = 4000;

    /// <summary>Storage: connections, schemas, migrations.</summary>
    public const int RuntimeStorageServices = 6000;

    /// <summary>Services that need storage; the reminder table becomes ready here.</summary>
    public const int RuntimeGrainServices = 8000;

    /// <summary>Services of the application.</summary>
    public const int ApplicationServices = 10000;

    /// <summary>From here on grains can be called.</summary>
    public const int BecomeActive = Active - 1;

    /// <summary>Everything runs: reminders tick, startup tasks are run.</summary>
    public const int Active = 20000;

    /// <summary>After everything.</summary>
    public const int Last = int.MaxValue;
}
