namespace Ticketing.Seats;

/// <summary>
/// One seat of one date, and the only authority over it: available, held for one reservation until an instant,
/// selling, or sold for good. The key is a <see cref="SeatKey"/>. Every call compares the hold's end with the clock.
/// </summary>
[Alias("Ticketing.ISeatGrain")]
public interface ISeatGrain : IGrainWithStringKey
{
    /// <summary>
    /// Effect: holds the seat for the user, from now for the configured hold time. Idempotency: a user who holds it
    /// already gets that hold, unchanged. Outcomes in order: <see cref="HoldStatus.AlreadyYours"/>,
    /// <see cref="HoldStatus.Taken"/>, <see cref="HoldStatus.Held"/>.
    /// A time-out leaves unknown whether it is held: ask again, or let the hold end.
    /// </summary>
    Task<HoldOutcome> HoldAsync(HoldSeat command);

    /// <summary>
    /// Effect: from now on the hold cannot end; the sale is finished or aborted by the reservation. Idempotency: by
    /// reservation. Outcomes in order: <see cref="SaleStatus.Sold"/> (to this reservation before),
    /// <see cref="SaleStatus.Selling"/>, <see cref="SaleStatus.NotHeld"/> (the hold ended, or another has the seat).
    /// A time-out leaves unknown whether the sale began: repeat.
    /// </summary>
    Task<SaleStatus> BeginSaleAsync(string reservationId);

    /// <summary>Effect: a sale that began goes back to held, with the hold's old end. Idempotency: by reservation.</summary>
    Task AbortSaleAsync(string reservationId);

    /// <summary>
    /// Effect: the seat is the user's for good. Idempotency: by reservation. Outcomes:
    /// <see cref="SaleStatus.Sold"/>, or <see cref="SaleStatus.NotHeld"/> where no sale of that reservation began.
    /// </summary>
    Task<SaleStatus> SellAsync(string reservationId);

    /// <summary>
    /// Effect: gives a hold of that reservation up, at once. Idempotency: by reservation. Outcomes:
    /// <see cref="SaleStatus.Sold"/> or <see cref="SaleStatus.Selling"/>, nothing changed; otherwise
    /// <see cref="SaleStatus.NotHeld"/>: that reservation has the seat no more.
    /// </summary>
    Task<SaleStatus> ReleaseAsync(string reservationId);

    /// <summary>
    /// Effect: none. Where the seat stands for that reservation: <see cref="SaleStatus.Held"/> while the hold lasts,
    /// <see cref="SaleStatus.Selling"/>, <see cref="SaleStatus.Sold"/>, otherwise <see cref="SaleStatus.NotHeld"/>.
    /// </summary>
    Task<SaleStatus> GetSaleAsync(string reservationId);

    /// <summary>
    /// Effect: a hold whose end has passed is released and its reservation told; a sale that stands still is
    /// handed to its reservation to be finished. Idempotency: natural. Nobody waits for it.
    /// </summary>
    [OneWay]
    Task SettleAsync();
}

/// <summary>Asks for a hold.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.HoldSeat")]
public sealed record HoldSeat([property: Id(0)] string ReservationId, [property: Id(1)] string UserId);

/// <summary>How asking for a hold ended.</summary>
public enum HoldStatus
{
    /// <summary>Reserved: never sent.</summary>
    None = 0,

    /// <summary>The seat is now held for the reservation that asked.</summary>
    Held = 1,

    /// <summary>The same user holds it already, under the reservation that is answered.</summary>
    AlreadyYours = 2,

    /// <summary>Somebody else holds or owns it, or the user owns it already.</summary>
    Taken = 3,
}

/// <summary>The answer to a hold: whose reservation has it, and when the hold ends.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.HoldOutcome")]
public sealed record HoldOutcome(
    [property: Id(0)] HoldStatus Status,
    [property: Id(1)] string? ReservationId = null,
    [property: Id(2)] DateTimeOffset HeldAt = default,
    [property: Id(3)] DateTimeOffset HoldExpiresAt = default
);

/// <summary>Where a seat stands for one reservation.</summary>
public enum SaleStatus
{
    /// <summary>Reserved: never sent.</summary>
    None = 0,

    /// <summary>The reservation has the seat no more, or never had it.</summary>
    NotHeld = 1,

    /// <summary>Held, and the hold lasts.</summary>
    Held = 2,

    /// <summary>A sale began; the hold cannot end.</summary>
    Selling = 3,

    /// <summary>Sold under this reservation.</summary>
    Sold = 4,
}
