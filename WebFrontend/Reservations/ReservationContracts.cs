using System.Text.Json.Serialization;
using Ticketing.Reservations;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Reservations;

/// <summary>Asks for a seat.</summary>
/// <param name="ConcertId">Of which concert.</param>
/// <param name="ScheduleId">Of which date: its id, or a day with one date only, such as 2026-12-24.</param>
/// <param name="SeatNumber">Which seat, from 1.</param>
internal sealed record ReserveRequest(string ConcertId, string ScheduleId, long SeatNumber)
    : IRequestBody<ReserveRequest>
{
    /// <inheritdoc/>
    public static ReserveRequest Read(JsonMembers members) =>
        new(members.Id("concertId"), members.Id("scheduleId"), members.Integer("seatNumber"));
}

/// <summary>A reservation.</summary>
/// <param name="ReservationId">Its id.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="ConcertId">Of which concert.</param>
/// <param name="ScheduleId">Of which date.</param>
/// <param name="SeatNumber">Which seat.</param>
/// <param name="Price">In whole units of the currency.</param>
/// <param name="Status">held, paid, expired or cancelled.</param>
/// <param name="HoldExpiresAt">When the hold ends, or ended.</param>
/// <param name="PaymentId">The payment, where it is paid; left out otherwise.</param>
/// <param name="TicketId">The ticket, where it is paid; left out otherwise.</param>
internal sealed record ReservationBody(
    string ReservationId,
    string UserId,
    string ConcertId,
    string ScheduleId,
    int SeatNumber,
    long Price,
    string Status,
    DateTimeOffset HoldExpiresAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PaymentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TicketId
)
{
    /// <summary>The reservation as callers see it.</summary>
    public static ReservationBody Of(Reservation reservation) =>
        new(
            reservation.ReservationId,
            reservation.UserId,
            reservation.ConcertId,
            reservation.ScheduleId,
            reservation.SeatNumber,
            reservation.Price,
            Name(reservation.Status),
            reservation.HoldExpiresAt,
            reservation.Payment?.PaymentId,
            reservation.Payment?.TicketId
        );

    private static string Name(ReservationStatus status) =>
        status switch
        {
            ReservationStatus.Held => "held",
            ReservationStatus.Paid => "paid",
            ReservationStatus.Expired => "expired",
            ReservationStatus.Cancelled => "cancelled",
            _ => throw new InvalidOperationException($"A reservation is {status}."),
        };
}

/// <summary>A page of reservations, newest first.</summary>
/// <param name="Reservations">The reservations.</param>
/// <param name="Next">What to give as <c>before</c> for the next page; null at the end.</param>
internal sealed record ReservationsBody(IReadOnlyList<ReservationBody> Reservations, long? Next);
