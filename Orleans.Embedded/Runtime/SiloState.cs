namespace Orleans.Runtime;

/// <summary>The life of the runtime.</summary>
internal enum SiloState
{
    /// <summary>Refuses calls until storage is ready.</summary>
    Starting = 1,

    /// <summary>Takes all calls.</summary>
    Running = 2,

    /// <summary>Takes the calls of grains alone, so that what runs can finish.</summary>
    Draining = 3,

    /// <summary>Refuses all calls.</summary>
    Stopped = 4,
}
