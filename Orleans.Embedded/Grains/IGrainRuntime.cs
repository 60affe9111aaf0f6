namespace Orleans.Runtime;

/// <summary>The runtime as a grain sees it.</summary>
public interface IGrainRuntime
{
    /// <summary>Makes references to grains.</summary>
    IGrainFactory GrainFactory { get; }

    /// <summary>The services of the process.</summary>
    IServiceProvider ServiceProvider { get; }

    /// <summary>The clock of timers, reminders, time-outs and idle collection.</summary>
    TimeProvider TimeProvider { get; }

    /// <summary>Ends the activation once its running turn is over.</summary>
    void DeactivateOnIdle(IGrainContext grainContext);

    /// <summary>Keeps idle collection away from the activation for the given time from now.</summary>
    void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan);
}
