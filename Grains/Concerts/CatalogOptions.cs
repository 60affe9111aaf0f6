using System.ComponentModel.DataAnnotations;

namespace Ticketing.Concerts;

/// <summary>How large the catalog may grow; from <c>Catalog</c>.</summary>
public sealed class CatalogOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Catalog";

    /// <summary>How many concerts there may be.</summary>
    [Range(1, 10_000)]
    public int MaxConcerts { get; set; } = 1_000;

    /// <summary>How many dates one concert may have.</summary>
    [Range(1, 1_000)]
    public int MaxSchedulesPerConcert { get; set; } = 100;

    /// <summary>How many queues there may be, the default one included.</summary>
    [Range(1, 10_000)]
    public int MaxQueues { get; set; } = 1_000;

    /// <summary>How many seats one date may have.</summary>
    [Range(1, 5_000)]
    public int MaxSeats { get; set; } = 5_000;

    /// <summary>
    /// Whether a process that starts calls every date that is still on sale once, so that what a kill left
    /// behind is put right within seconds and not at the next tick of a reminder.
    /// </summary>
    public bool WakeAtStart { get; set; } = true;
}
