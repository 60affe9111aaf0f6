using Ticketing.Seats;

namespace Ticketing.Reservations;

/// <summary>Asks for a seat.</summary>
/// <param name="Seat">Which one; it must exist (the caller looked it up in the catalog).</param>
/// <param name="QueueId">The line whose token was shown.</param>
/// <param name="PlaceNumber">The place in it.</param>
/// <param name="Operation">Names the request, so that a repeat is known; null where the caller gave no key.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.ReserveSeat")]
public sealed record ReserveSeat(
    [property: Id(0)] SeatKey Seat,
    [property: Id(1)] string QueueId,
    [property: Id(2)] long PlaceNumber,
    [property: Id(3)] Operation? Operation = null
);

/// <summary>How asking for a seat ended.</summary>
public enum ReserveStatus
{
    /// <summary>Reserved: never sent.</summary>
    None = 0,

    /// <summary>The seat is held.</summary>
    Reserved = 1,

    /// <summary>The user holds that seat already: the same reservation.</summary>
    AlreadyYours = 2,

    /// <summary>Somebody else holds or owns it.</summary>
    SeatTaken = 3,

    /// <summary>There is no such seat or date.</summary>
    SeatNotFound = 4,

    /// <summary>The concert has begun.</summary>
    ScheduleStarted = 5,

    /// <summary>The user holds as many seats as one may.</summary>
    HoldLimit = 6,

    /// <summary>The operation id was used for another request.</summary>
    KeyReused = 7,
}

/// <summary>The answer to asking for a seat.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Reservation">The reservation, where there is one; as it was answered first, where replayed.</param>
/// <param name="Replayed">Whether it is the answer to an earlier request with the same operation id.</param>
/// <param name="MaxHolds">How many seats one user may hold, where that was the reason.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.ReserveOutcome")]
public sealed record ReserveOutcome(
    [property: Id(0)] ReserveStatus Status,
    [property: Id(1)] Reservation? Reservation = null,
    [property: Id(2)] bool Replayed = false,
    [property: Id(3)] int MaxHolds = 0
);

/// <summary>Asks to pay a reservation.</summary>
/// <param name="ReservationId">Which one.</param>
/// <param name="PlaceNumber">
/// The place whose token was shown, in the line of the reservation; the payment uses it up.
/// </param>
/// <param name="Operation">Names the request, so that a repeat is known; null where the caller gave no key.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.PayReservation")]
public sealed record PayReservation(
    [property: Id(0)] string ReservationId,
    [property: Id(1)] long PlaceNumber,
    [property: Id(2)] Operation? Operation = null
);

/// <summary>How paying ended.</summary>
public enum PayStatus
{
    /// <summary>Reserved: never sent.</summary>
    None = 0,

    /// <summary>Paid now.</summary>
    Paid = 1,

    /// <summary>Paid before: the same payment.</summary>
    AlreadyPaid = 2,

    /// <summary>The user has no such reservation.</summary>
    NotFound = 3,

    /// <summary>The user gave it up before.</summary>
    Cancelled = 4,

    /// <summary>The hold ended; nothing was taken.</summary>
    HoldExpired = 5,

    /// <summary>The balance is below the price; nothing was taken and the hold lasts.</summary>
    InsufficientBalance = 6,

    /// <summary>The operation id was used for another request.</summary>
    KeyReused = 7,

    /// <summary>The place has paid for another reservation; nothing was taken and the hold lasts.</summary>
    PlaceUsed = 8,
}

/// <summary>The answer to paying.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="Reservation">The reservation, where the user has it.</param>
/// <param name="Balance">The balance now, where it is not enough.</param>
/// <param name="Replayed">Whether it is the answer to an earlier request with the same operation id.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.PayOutcome")]
public sealed record PayOutcome(
    [property: Id(0)] PayStatus Status,
    [property: Id(1)] Reservation? Reservation = null,
    [property: Id(2)] long Balance = 0,
    [property: Id(3)] bool Replayed = false
);

/// <summary>How cancelling ended.</summary>
public enum CancelStatus
{
    /// <summary>Reserved: never sent.</summary>
    None = 0,

    /// <summary>The seat is free, now or since before.</summary>
    Cancelled = 1,

    /// <summary>The user has no such reservation.</summary>
    NotFound = 2,

    /// <summary>It is paid; a sale is final.</summary>
    AlreadyPaid = 3,

    /// <summary>The hold had ended; the seat is free anyway.</summary>
    Expired = 4,
}
