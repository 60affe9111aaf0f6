namespace Ticketing.Reservations;

/// <summary>
/// All reservations of one user, with their payments and tickets, and the coordinator of each payment. The key is
/// the user id, so an id of another user's reservation is simply not found. It upholds the hold limit per user.
/// </summary>
[Alias("Ticketing.IReservationBookGrain")]
public interface IReservationBookGrain : IGrainWithStringKey
{
    /// <summary>
    /// Effect: holds the seat and records the reservation. Idempotency: the same operation id answers as the first
    /// time, with <see cref="ReserveOutcome.Replayed"/>; without one, asking for a seat that the user holds answers
    /// <see cref="ReserveStatus.AlreadyYours"/>. Outcomes in order: replayed, <see cref="ReserveStatus.KeyReused"/>,
    /// <see cref="ReserveStatus.ScheduleStarted"/>, already yours, <see cref="ReserveStatus.HoldLimit"/>,
    /// <see cref="ReserveStatus.SeatTaken"/>, <see cref="ReserveStatus.Reserved"/>.
    /// A time-out leaves unknown whether the seat is held: ask again.
    /// </summary>
    Task<ReserveOutcome> ReserveAsync(ReserveSeat command);

    /// <summary>
    /// Effect: pays: seat, money, ticket and queue token together or not at all. Idempotency: by reservation; a paid
    /// one answers <see cref="PayStatus.AlreadyPaid"/> with the same payment. Outcomes in order: replayed,
    /// <see cref="PayStatus.KeyReused"/>, <see cref="PayStatus.NotFound"/>, already paid,
    /// <see cref="PayStatus.Cancelled"/>, <see cref="PayStatus.PlaceUsed"/>,
    /// <see cref="PayStatus.HoldExpired"/>, <see cref="PayStatus.InsufficientBalance"/>, <see cref="PayStatus.Paid"/>.
    /// A time-out leaves unknown whether it was paid: repeat, or read the reservation. What began goes on by itself.
    /// </summary>
    Task<PayOutcome> PayAsync(PayReservation command);

    /// <summary>
    /// Effect: gives the seat back at once. Idempotency: a cancelled one answers <see cref="CancelStatus.Cancelled"/>
    /// again. Outcomes in order: <see cref="CancelStatus.NotFound"/>, <see cref="CancelStatus.AlreadyPaid"/>,
    /// <see cref="CancelStatus.Expired"/>, cancelled.
    /// </summary>
    Task<CancelStatus> CancelAsync(string reservationId);

    /// <summary>Effect: a hold that has ended is recorded as expired. The reservation, or null.</summary>
    Task<Reservation?> FindAsync(string reservationId);

    /// <summary>Effect: as <see cref="FindAsync"/>. The paid reservation with that payment id, or null.</summary>
    Task<Reservation?> FindByPaymentAsync(string paymentId);

    /// <summary>Effect: as <see cref="FindAsync"/>. The paid reservation with that ticket id, or null.</summary>
    Task<Reservation?> FindByTicketAsync(string ticketId);

    /// <summary>
    /// Effect: as <see cref="FindAsync"/>. Up to <paramref name="limit"/> reservations with numbers below
    /// <paramref name="before"/> (0: the newest), newest first; only those with a ticket where
    /// <paramref name="ticketsOnly"/>.
    /// </summary>
    Task<ReservationPage> ListAsync(long before, int limit, bool ticketsOnly);

    /// <summary>
    /// Effect: brings a reservation to its end where its hold has ended or its sale stands still: expired, or paid.
    /// Idempotency: natural. Nobody waits for it.
    /// </summary>
    [OneWay]
    Task SettleAsync(string reservationId);
}
