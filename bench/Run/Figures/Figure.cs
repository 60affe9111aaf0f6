using System.Text.Json.Serialization;

namespace Ticketing.Bench.Run.Figures;

/// <summary>One figure of the table: what must be reached, and what was measured each time.</summary>
internal sealed record Figure
{
    /// <summary>Its key; a dot makes a member of a key's object.</summary>
    public required string Key { get; init; }

    /// <summary>What it says, in a line.</summary>
    public required string What { get; init; }

    /// <summary>What must be reached.</summary>
    public required double Target { get; init; }

    /// <summary>Whether more is better.</summary>
    public required bool AtLeast { get; init; }

    /// <summary>What was measured, in the order of time.</summary>
    public IReadOnlyList<double> Samples { get; init; } = [];

    /// <summary>The smallest sample.</summary>
    public double? Min => Samples.Count == 0 ? null : Samples.Min();

    /// <summary>The middle sample, or the mean of the two in the middle.</summary>
    public double? Median => Samples.Count == 0 ? null : MedianOf(Samples);

    /// <summary>The largest sample.</summary>
    public double? Max => Samples.Count == 0 ? null : Samples.Max();

    /// <summary>Whether the median reaches the target; null if nothing was measured.</summary>
    public bool? Reached => Median is { } median ? (AtLeast ? median >= Target : median <= Target) : null;

    /// <summary>The sign between figure and target.</summary>
    [JsonIgnore]
    public string Sign => AtLeast ? "≥" : "≤";

    /// <summary>The middle one of some numbers.</summary>
    public static double MedianOf(IEnumerable<double> numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
