using System.ComponentModel.DataAnnotations;

namespace Ticketing.Queue;

/// <summary>First values of a queue, from <c>Queue:Default</c>; operators change those of one queue later.</summary>
public sealed class QueueOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Queue:Default";

    /// <summary>How many may be active at once.</summary>
    [Range(0, 1_000_000)]
    public int Capacity { get; set; } = 1000;

    /// <summary>How many are admitted each period at most.</summary>
    [Range(1, 100_000)]
    public int AdmissionBatch { get; set; } = 100;

    /// <summary>How long a period is, in seconds.</summary>
    [Range(1, 3600)]
    public int AdmissionPeriodSeconds { get; set; } = 10;

    /// <summary>The service time of somebody admitted, in seconds.</summary>
    [Range(1, 86_400)]
    public int ActiveSeconds { get; set; } = 600;

    /// <summary>How long somebody in the line may be unheard, in seconds.</summary>
    [Range(1, 86_400)]
    public int WaitingIdleSeconds { get; set; } = 300;

    /// <summary>How long somebody admitted may be unheard, in seconds.</summary>
    [Range(1, 86_400)]
    public int NoShowSeconds { get; set; } = 60;

    /// <summary>How many may wait in one line; past it, joining is refused.</summary>
    [Range(1, 100_000_000)]
    public int MaxWaiting { get; set; } = 2_000_000;

    /// <summary>How many blocks of 128 places that are over stay in memory, so that late polls need no record.</summary>
    [Range(0, 100_000)]
    public int RetainedBlocks { get; set; } = 64;

    /// <summary>Of how many blocks of 128 places the idle are dropped in one turn at most.</summary>
    [Range(1, 10_000)]
    public int IdleBlocksPerTurn { get; set; } = 256;

    /// <summary>How often a front end's copy asks for what changed, in milliseconds; 1,000 at most, as copies may be a second old.</summary>
    [Range(10, 1000)]
    public int CopyIntervalMilliseconds { get; set; } = 200;

    /// <summary>How many requests of one process may wait for the line to answer; past it, 503.</summary>
    [Range(1, 10_000_000)]
    public int MaxPending { get; set; } = 100_000;

    /// <summary>The settings that a queue starts with.</summary>
    public QueueSettings ToSettings() =>
        new(
            Capacity,
            AdmissionBatch,
            AdmissionPeriodSeconds,
            ActiveSeconds,
            WaitingIdleSeconds,
            NoShowSeconds
        );
}
