using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Ticketing.Rehearsal.Journey;

/// <summary>How long a person looks at a page before the next click: evenly spread between two bounds, in milliseconds.</summary>
internal readonly record struct ThinkTime(int MinMilliseconds, int MaxMilliseconds)
{
    /// <summary>The longest think time, an hour.</summary>
    public const int LimitMilliseconds = 3_600_000;

    /// <summary>Reads <c>200</c> or <c>0-200</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ThinkTime thinkTime)
    {
        var parts = (text ?? "").Split('-');
        thinkTime = default;
        if (
            parts.Length > 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var min)
            || !int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var max)
            || min > max
            || max > LimitMilliseconds
        )
        {
            return false;
        }
        thinkTime = new(min, max);
        return true;
    }

    /// <summary>Draws one think time.</summary>
    public TimeSpan Draw(Random random) =>
        TimeSpan.FromMilliseconds(
            MinMilliseconds + (random.NextDouble() * (MaxMilliseconds - MinMilliseconds))
        );

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{MinMilliseconds}-{MaxMilliseconds}");
}
