namespace Orleans.Runtime;

/// <summary>The life of an activation.</summary>
internal enum Phase : byte
{
    /// <summary>Not yet asked for anything.</summary>
    New = 1,

    /// <summary>Construction, reading of state and <see cref="IGrainBase.OnActivateAsync"/> are running.</summary>
    Activating = 2,

    /// <summary>Takes turns.</summary>
    Active = 3,

    /// <summary><see cref="IGrainBase.OnDeactivateAsync"/> is running; calls wait for the next activation.</summary>
    Deactivating = 4,

    /// <summary>Over. Takes nothing.</summary>
    Gone = 5,
}
