using System.ComponentModel.DataAnnotations;

namespace Ticketing.Audit;

/// <summary>What an audit reports and tolerates; from <c>Audit</c>.</summary>
public sealed class AuditOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Audit";

    /// <summary>How many violations a report names at most.</summary>
    [Range(1, 100_000)]
    public int MaxViolations { get; set; } = 100;

    /// <summary>How old a sale in progress may be, in seconds, before it counts as stuck.</summary>
    [Range(1, 3_600)]
    public int SaleToleranceSeconds { get; set; } = 60;

    internal TimeSpan SaleTolerance => TimeSpan.FromSeconds(SaleToleranceSeconds);
}
