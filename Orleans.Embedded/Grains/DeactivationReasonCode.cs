namespace Orleans;

/// <summary>Why an activation ended.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>No reason was given.</summary>
    None,

    /// <summary>The process is stopping.</summary>
    ShuttingDown,

    /// <summary>Construction, reading of state or <see cref="IGrainBase.OnActivateAsync"/> failed.</summary>
    ActivationFailed,

    /// <summary>A cluster's directory could not be reached; never in one process.</summary>
    DirectoryFailure,

    /// <summary>Nothing was called for the collection age.</summary>
    ActivationIdle,

    /// <summary>The activation did not answer; never in one process.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation had won; never in one process.</summary>
    DuplicateActivation,

    /// <summary>A request of another interface version arrived; never in one process.</summary>
    IncompatibleRequest,

    /// <summary>An exception that the activation must not survive, such as an inconsistent state.</summary>
    ApplicationError,

    /// <summary>The grain asked for it.</summary>
    ApplicationRequested,

    /// <summary>The activation moved to another silo; never in one process.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory was short; never here.</summary>
    HighMemoryPressure,
}
