using Ticketing.Concerts;

namespace Ticketing.Reservations;

/// <summary>
/// What becomes of a user's reservations: held, then resolved exactly once as paid, expired or cancelled.
/// </summary>
internal static class ReservationRules
{
    /// <summary>
    /// How many numbers a page covers. Where a reservation is found follows from it: it never changes.
    /// </summary>
    public const int PageSize = 8;

    /// <summary>The page that covers a number.</summary>
    public static long PageOf(long number) => (number - 1) / PageSize;

    /// <summary>Whether the hold's end has come. At the very instant it has.</summary>
    public static bool HasEnded(Reservation reservation, DateTimeOffset now) =>
        reservation.Status == ReservationStatus.Held && now >= reservation.HoldExpiresAt;

    /// <summary>The reservation of that number in the own row, or null.</summary>
    public static Reservation? Find(ReservationsState state, long number) =>
        state.Open.FirstOrDefault(open => open.Number == number)
        ?? state.Recent.FirstOrDefault(recent => recent.Number == number);

    /// <summary>
    /// What refuses a request, or answers it, before the seat is asked; null where the seat decides. Holds
    /// that have ended must have been resolved before.
    /// </summary>
    public static ReserveOutcome? Reserve(
        ReservationsState state,
        ReserveSeat command,
        ScheduleInfo? schedule,
        DateTimeOffset now,
        ReservationOptions options
    )
    {
        if (schedule is null || command.Seat.Number < 1 || command.Seat.Number > schedule.Definition.Seats)
        {
            return new ReserveOutcome(ReserveStatus.SeatNotFound);
        }

        if (now >= schedule.Definition.StartsAt)
        {
            return new ReserveOutcome(ReserveStatus.ScheduleStarted);
        }

        if (state.Open.FirstOrDefault(open => IsOf(open, command)) is { } same)
        {
            return new ReserveOutcome(ReserveStatus.AlreadyYours, same);
        }

        return state.Open.Length >= options.MaxHoldsPerUser
            ? new ReserveOutcome(ReserveStatus.HoldLimit, MaxHolds: options.MaxHoldsPerUser)
            : null;
    }

    /// <summary>Whether that place has paid for a reservation: one place, one ticket.</summary>
    public static bool HasPaid(ReservationsState state, string queueId, long placeNumber) =>
        state.Recent.Any(recent =>
            recent.Status == ReservationStatus.Paid
            && recent.PlaceNumber == placeNumber
            && recent.QueueId == queueId
        );

    /// <summary>The row with one more reservation.</summary>
    public static ReservationsState Add(ReservationsState state, Reservation held) =>
        state with
        {
            Next = held.Number + 1,
            Open = state.Open.Add(held),
        };

    /// <summary>The row with another record of an open reservation.</summary>
    public static ReservationsState Replace(ReservationsState state, Reservation changed) =>
        state with
        {
            Open = [.. state.Open.Select(open => open.Number == changed.Number ? changed : open)],
        };

    /// <summary>The row with an open reservation resolved.</summary>
    /// <exception cref="InvalidOperationException">It is not open: it was resolved before.</exception>
    public static ReservationsState Resolve(ReservationsState state, Reservation resolved)
    {
        var open = state.Open.RemoveAll(other => other.Number == resolved.Number);
        return open.Length == state.Open.Length - 1
            ? state with
            {
                Open = open,
                Recent = state.Recent.Add(resolved),
            }
            : throw new InvalidOperationException(
                $"Reservation {resolved.ReservationId} was resolved before."
            );
    }

    /// <summary>The reservation, paid: payment and ticket are one with it.</summary>
    public static Reservation Paid(
        Reservation held,
        long balanceAfter,
        DateTimeOffset now,
        Operation? operation
    ) =>
        held with
        {
            Status = ReservationStatus.Paid,
            PayOperation = operation,
            Payment = new Payment(
                ReservationIds.PaymentOf(held.ReservationId),
                ReservationIds.TicketOf(held.ReservationId),
                held.Price,
                balanceAfter,
                now
            ),
        };

    /// <summary>What a request with an operation id that made a reservation before is answered.</summary>
    public static ReserveOutcome RepeatReserve(Reservation first, Operation operation) =>
        first.Operation?.RequestHash == operation.RequestHash
            ? new ReserveOutcome(ReserveStatus.Reserved, AsFirstAnswered(first), Replayed: true)
            : new ReserveOutcome(ReserveStatus.KeyReused);

    /// <summary>What a request with an operation id that paid before is answered.</summary>
    public static PayOutcome RepeatPay(Reservation first, Operation operation) =>
        first.PayOperation?.RequestHash == operation.RequestHash
            ? new PayOutcome(PayStatus.Paid, first, first.Payment!.BalanceAfter, Replayed: true)
            : new PayOutcome(PayStatus.KeyReused);

    private static Reservation AsFirstAnswered(Reservation reservation) =>
        reservation with
        {
            Status = ReservationStatus.Held,
            Payment = null,
            PayOperation = null,
        };

    private static bool IsOf(Reservation reservation, ReserveSeat command) =>
        reservation.SeatNumber == command.Seat.Number
        && reservation.ConcertId == command.Seat.Schedule.ConcertId
        && reservation.ScheduleId == command.Seat.Schedule.ScheduleId;
}
