using Ticketing.Seats;

namespace Ticketing.Concerts;

/// <summary>
/// One date of one concert: the seat map in memory, fed by its seats and rebuilt from their records on activation.
/// The key is a <see cref="ScheduleKey"/>. It only shows what the seats decided; a hold that has ended shows as
/// available at once, whatever was written.
/// </summary>
[Alias("Ticketing.IScheduleGrain")]
public interface IScheduleGrain : IGrainWithStringKey, IRemindable
{
    /// <summary>
    /// Effect: stores the date. Idempotency: the same definition again changes nothing. Outcomes: true; false where
    /// another definition is stored. A time-out leaves unknown whether it was stored: repeat.
    /// </summary>
    Task<bool> DefineAsync(ScheduleDefinition definition);

    /// <summary>
    /// Effect: none. The seat map, or null where it is still the one of <paramref name="knownVersion"/>
    /// (0: none is known).
    /// </summary>
    Task<SeatMap?> GetSeatMapAsync(long knownVersion);

    /// <summary>Effect: none. How many seats are available, held and sold, and the revenue.</summary>
    Task<ScheduleSummary> GetSummaryAsync();

    /// <summary>
    /// Effect: keeps a reminder at least until then, so that holds of that time end after a crash too. Idempotency:
    /// natural. Answers until when it is kept. A seat may be held only while it is.
    /// </summary>
    Task<DateTimeOffset> KeepWatchAsync(DateTimeOffset until);

    /// <summary>Effect: the map takes the seat's new standing over, unless it knows a later one. Nobody waits for it.</summary>
    [OneWay]
    Task SeatChangedAsync(SeatChange change);
}

/// <summary>What an operator says of one date.</summary>
/// <param name="StartsAt">When the concert begins; nothing is reserved after it.</param>
/// <param name="Price">The price of a seat in whole units of the currency, above zero.</param>
/// <param name="Seats">How many seats there are, numbered from 1; 1 to 5,000.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.ScheduleDefinition")]
public sealed record ScheduleDefinition(
    [property: Id(0)] DateTimeOffset StartsAt,
    [property: Id(1)] long Price,
    [property: Id(2)] int Seats
);

/// <summary>A seat's new standing.</summary>
/// <param name="SeatNumber">Which seat.</param>
/// <param name="Version">Grows with each change of that seat, so that a late message never wins.</param>
/// <param name="Status">Its status.</param>
/// <param name="HeldUntil">When the hold ends, where it is held and not being sold.</param>
/// <param name="SellingSince">When its sale began, where it is being sold.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.SeatChange")]
public sealed record SeatChange(
    [property: Id(0)] int SeatNumber,
    [property: Id(1)] long Version,
    [property: Id(2)] SeatStatus Status,
    [property: Id(3)] DateTimeOffset? HeldUntil = null,
    [property: Id(4)] DateTimeOffset? SellingSince = null
);

/// <summary>All seats of a date at one instant; index 0 is seat 1, each byte a <see cref="SeatStatus"/>.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.SeatMap")]
public sealed record SeatMap([property: Id(0)] long Version, [property: Id(1)] ImmutableArray<byte> Statuses);

/// <summary>Counts of one date.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.ScheduleSummary")]
public sealed record ScheduleSummary(
    [property: Id(0)] int Available,
    [property: Id(1)] int Held,
    [property: Id(2)] int Sold,
    [property: Id(3)] long Revenue
);
