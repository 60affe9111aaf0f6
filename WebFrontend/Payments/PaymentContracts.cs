using Ticketing.Reservations;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Payments;

/// <summary>Asks to pay a reservation.</summary>
internal sealed record PayRequest(string ReservationId) : IRequestBody<PayRequest>
{
    /// <inheritdoc/>
    public static PayRequest Read(JsonMembers members) => new(members.Id("reservationId"));
}

/// <summary>A payment.</summary>
/// <param name="PaymentId">Its id.</param>
/// <param name="ReservationId">What was paid.</param>
/// <param name="TicketId">The ticket.</param>
/// <param name="Amount">What was taken, in whole units of the currency.</param>
/// <param name="Balance">The balance right after it.</param>
/// <param name="PaidAt">When.</param>
internal sealed record PaymentBody(
    string PaymentId,
    string ReservationId,
    string TicketId,
    long Amount,
    long Balance,
    DateTimeOffset PaidAt
)
{
    /// <summary>The payment of a paid reservation.</summary>
    public static PaymentBody Of(Reservation reservation)
    {
        var payment = reservation.Payment!;
        return new(
            payment.PaymentId,
            reservation.ReservationId,
            payment.TicketId,
            payment.Amount,
            payment.BalanceAfter,
            payment.PaidAt
        );
    }
}

/// <summary>A ticket.</summary>
internal sealed record TicketBody(
    string TicketId,
    string ReservationId,
    string PaymentId,
    string UserId,
    string ConcertId,
    string ScheduleId,
    int SeatNumber,
    DateTimeOffset StartsAt,
    string Title,
    string Venue,
    DateTimeOffset IssuedAt
);

/// <summary>A page of tickets, newest first.</summary>
/// <param name="Tickets">The tickets.</param>
/// <param name="Next">What to give as <c>before</c> for the next page; null at the end.</param>
internal sealed record TicketsBody(IReadOnlyList<TicketBody> Tickets, long? Next);
