namespace Ticketing.Concerts;

/// <summary>One date. It never changes once it is stored.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.Schedule")]
internal sealed record ScheduleState
{
    /// <summary>When the concert begins.</summary>
    [Id(0)]
    public DateTimeOffset StartsAt { get; init; }

    /// <summary>The price of a seat in whole units of the currency.</summary>
    [Id(1)]
    public long Price { get; init; }

    /// <summary>How many seats there are, numbered from 1.</summary>
    [Id(2)]
    public int Seats { get; init; }

    /// <summary>The state of a definition.</summary>
    public static ScheduleState Of(ScheduleDefinition definition) =>
        new()
        {
            StartsAt = definition.StartsAt,
            Price = definition.Price,
            Seats = definition.Seats,
        };
}
