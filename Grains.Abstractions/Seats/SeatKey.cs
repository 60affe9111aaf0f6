using System.Globalization;
using Ticketing.Concerts;

namespace Ticketing.Seats;

/// <summary>Names one seat of one date: <c>concertId/scheduleId/seatNumber</c>, seats counted from 1.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.SeatKey")]
public readonly record struct SeatKey([property: Id(0)] ScheduleKey Schedule, [property: Id(1)] int Number)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no seat key.</exception>
    public static SeatKey Parse(string text)
    {
        var slash = text.LastIndexOf('/');
        return
            slash > 0
            && int.TryParse(
                text.AsSpan(slash + 1),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? new SeatKey(ScheduleKey.Parse(text[..slash]), number)
            : throw new FormatException($"'{text}' is no seat key: concertId/scheduleId/seatNumber is.");
    }

    /// <summary>How the keys of all seats of a date begin, and no other's.</summary>
    public static string PrefixOf(ScheduleKey schedule) => $"{schedule}/";

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Schedule}/{Number}");
}
