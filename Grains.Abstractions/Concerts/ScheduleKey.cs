namespace Ticketing.Concerts;

/// <summary>Names one date of one concert: <c>concertId/scheduleId</c>.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.ScheduleKey")]
public readonly record struct ScheduleKey(
    [property: Id(0)] string ConcertId,
    [property: Id(1)] string ScheduleId
)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no schedule key.</exception>
    public static ScheduleKey Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1 && text.IndexOf('/', slash + 1) < 0
            ? new ScheduleKey(text[..slash], text[(slash + 1)..])
            : throw new FormatException($"'{text}' is no schedule key: concertId/scheduleId is.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ConcertId}/{ScheduleId}";
}
