namespace Ticketing.Reservations;

/// <summary>Held, then resolved exactly once.</summary>
public enum ReservationStatus
{
    /// <summary>Reserved: never stored.</summary>
    None = 0,

    /// <summary>The seat is held until the hold's end.</summary>
    Held = 1,

    /// <summary>Paid; there is a ticket.</summary>
    Paid = 2,

    /// <summary>The hold ended without a payment.</summary>
    Expired = 3,

    /// <summary>The user gave it up.</summary>
    Cancelled = 4,
}

/// <summary>One seat that a user asked for.</summary>
/// <param name="ReservationId">Its id; it begins with the number, so that it is found without a search.</param>
/// <param name="Number">Counts the user's reservations from 1.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="ConcertId">Of which concert.</param>
/// <param name="ScheduleId">Of which date.</param>
/// <param name="SeatNumber">Which seat, from 1.</param>
/// <param name="Price">In whole units of the currency.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="ReservedAt">When the hold began.</param>
/// <param name="HoldExpiresAt">When the hold ends, or ended.</param>
/// <param name="QueueId">The line whose token it was reserved with.</param>
/// <param name="PlaceNumber">
/// The place in that line, completed by the payment: the one that reserved, or a later one that it is paid with.
/// </param>
/// <param name="Payment">The payment and the ticket, where it is paid.</param>
/// <param name="Operation">The operation id that made it, where there was one.</param>
/// <param name="PayOperation">The operation id that paid it, where there was one.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.Reservation")]
public sealed record Reservation(
    [property: Id(0)] string ReservationId,
    [property: Id(1)] long Number,
    [property: Id(2)] string UserId,
    [property: Id(3)] string ConcertId,
    [property: Id(4)] string ScheduleId,
    [property: Id(5)] int SeatNumber,
    [property: Id(6)] long Price,
    [property: Id(7)] ReservationStatus Status,
    [property: Id(8)] DateTimeOffset ReservedAt,
    [property: Id(9)] DateTimeOffset HoldExpiresAt,
    [property: Id(10)] string QueueId,
    [property: Id(11)] long PlaceNumber,
    [property: Id(12)] Payment? Payment = null,
    [property: Id(13)] Operation? Operation = null,
    [property: Id(14)] Operation? PayOperation = null
);

/// <summary>The payment of a reservation, and its ticket: one record, so there is never one without the other.</summary>
/// <param name="PaymentId">The payment's id.</param>
/// <param name="TicketId">The ticket's id.</param>
/// <param name="Amount">What was paid, in whole units of the currency.</param>
/// <param name="BalanceAfter">The balance right after it.</param>
/// <param name="PaidAt">When.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.Payment")]
public sealed record Payment(
    [property: Id(0)] string PaymentId,
    [property: Id(1)] string TicketId,
    [property: Id(2)] long Amount,
    [property: Id(3)] long BalanceAfter,
    [property: Id(4)] DateTimeOffset PaidAt
);

/// <summary>A request that may be repeated: the id that names it and the hash of what was asked.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.Operation")]
public sealed record Operation([property: Id(0)] string Id, [property: Id(1)] string RequestHash);

/// <summary>A page of reservations, newest first.</summary>
/// <param name="Reservations">The reservations.</param>
/// <param name="Next">What to give as <c>before</c> for the next page; null at the end.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.ReservationPage")]
public sealed record ReservationPage(
    [property: Id(0)] ImmutableArray<Reservation> Reservations,
    [property: Id(1)] long? Next
);
