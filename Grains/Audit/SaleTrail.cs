using Ticketing.Concerts;
using Ticketing.Reservations;
using Ticketing.Seats;

namespace Ticketing.Audit;

/// <summary>
/// What the records say of one reservation. Records that are neither held nor paid are not kept.
/// </summary>
internal sealed class SaleTrail
{
    /// <summary>The wallet entry that took the price.</summary>
    public DebitTrail? Debit { get; set; }

    /// <summary>The reservation, where it is held or paid.</summary>
    public Reservation? Reservation { get; set; }

    /// <summary>The seat that names the reservation.</summary>
    public SeatTrail? Seat { get; set; }

    /// <summary>Of which date it is; null where only a debit speaks of it.</summary>
    public ScheduleKey? ScheduleKey =>
        Reservation is { } reservation ? KeyOf(reservation).Schedule : Seat?.Key.Schedule;

    /// <summary>Names what does not fit together.</summary>
    public void Judge(string reservationId, DateTimeOffset now, TimeSpan tolerance, Violations violations)
    {
        violations.Unless(
            Seat is not { Phase: SeatPhase.Selling, Since: { } since } || now - since < tolerance,
            $"Seat {Seat?.Key}: the sale to reservation {reservationId} stands still since {Seat?.Since:O}."
        );
        switch (Reservation)
        {
            case { Status: ReservationStatus.Paid }:
                JudgePaid(Reservation, violations);
                break;
            case { Status: ReservationStatus.Held }:
                JudgeHeld(Reservation, now, violations);
                break;
            default:
                violations.Unless(
                    Debit is null,
                    $"Wallet {Debit?.UserId}: entry {Debit?.EntryId} took {Debit?.Amount} for reservation "
                        + $"{reservationId}, which is neither paid nor held."
                );
                violations.Unless(
                    Seat is not { Phase: SeatPhase.Sold },
                    $"Seat {Seat?.Key} is sold under reservation {reservationId}, which is not paid."
                );
                break;
        }
    }

    private void JudgePaid(Reservation paid, Violations violations)
    {
        var (id, payment) = (paid.ReservationId, paid.Payment);
        violations.Unless(
            payment?.Amount == paid.Price,
            $"Reservation {id} costs {paid.Price} and was paid with {payment?.Amount}."
        );
        violations.Unless(
            payment?.PaymentId == ReservationIds.PaymentOf(id)
                && payment.TicketId == ReservationIds.TicketOf(id),
            $"Reservation {id} has payment {payment?.PaymentId} and ticket {payment?.TicketId}, which are not its own."
        );
        violations.Unless(
            Debit is not null,
            $"Reservation {id} is paid, but its price was never taken from {paid.UserId}."
        );
        violations.Unless(
            Debit is null
                || (
                    Debit.UserId == paid.UserId
                    && Debit.Amount == payment?.Amount
                    && Debit.BalanceAfter == payment.BalanceAfter
                ),
            $"Reservation {id}: {payment?.Amount} paid by {paid.UserId}, leaving {payment?.BalanceAfter}, "
                + $"but entry {Debit!.EntryId} of {Debit.UserId} took {Debit.Amount}, leaving {Debit.BalanceAfter}."
        );
        violations.Unless(
            Seat is { Phase: SeatPhase.Sold or SeatPhase.Selling },
            $"Reservation {id} is paid, but seat {KeyOf(paid)} is not sold to it."
        );
        violations.Unless(
            Seat is null || (Seat.Key == KeyOf(paid) && Seat.UserId == paid.UserId),
            $"Reservation {id} of {paid.UserId} paid for seat {KeyOf(paid)}, but has seat {Seat!.Key} of {Seat.UserId}."
        );
    }

    private void JudgeHeld(Reservation held, DateTimeOffset now, Violations violations)
    {
        var id = held.ReservationId;
        violations.Unless(
            Debit is null || Seat is { Phase: SeatPhase.Selling },
            $"Reservation {id} is not paid, but entry {Debit?.EntryId} of {Debit?.UserId} took {Debit?.Amount} for it "
                + $"and no sale goes on."
        );
        violations.Unless(
            Seat is not { Phase: SeatPhase.Sold },
            $"Seat {Seat?.Key} is sold under reservation {id}, which is not paid."
        );
        violations.Unless(
            now >= held.HoldExpiresAt
                || (Seat is not null && Seat.Key == KeyOf(held) && Seat.UserId == held.UserId),
            $"Reservation {id} holds seat {KeyOf(held)} until {held.HoldExpiresAt:O}, but the seat is not held for it."
        );
    }

    private static SeatKey KeyOf(Reservation reservation) =>
        new(new ScheduleKey(reservation.ConcertId, reservation.ScheduleId), reservation.SeatNumber);
}

/// <summary>A price taken.</summary>
internal sealed record DebitTrail(string UserId, long EntryId, long Amount, long BalanceAfter);

/// <summary>A seat that somebody has.</summary>
internal sealed record SeatTrail(SeatKey Key, SeatPhase Phase, string? UserId, DateTimeOffset? Since);
