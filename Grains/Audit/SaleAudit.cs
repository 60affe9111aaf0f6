using System.Runtime.InteropServices;
using Ticketing.Concerts;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Wallets;

namespace Ticketing.Audit;

/// <summary>
/// Follows each reservation through its debit, its record and its seat, and checks that they say the same: a
/// payment exists exactly where its price was taken once, its ticket exists and its seat is sold to that
/// user.
/// </summary>
internal sealed class SaleAudit(
    DateTimeOffset now,
    TimeSpan tolerance,
    string? concertId,
    Violations violations
)
{
    private readonly Dictionary<string, SaleTrail> _trails = new(StringComparer.Ordinal);
    private readonly Dictionary<SeatKey, string> _paidSeats = [];
    private readonly Dictionary<ScheduleKey, (int Seats, int HighestSeen)> _schedules = [];

    /// <summary>How many dates there are.</summary>
    public long Schedules { get; private set; }

    /// <summary>How many seats they have.</summary>
    public long Seats { get; private set; }

    /// <summary>How many reservations are paid.</summary>
    public long Payments { get; private set; }

    /// <summary>Takes a date.</summary>
    public void Take(ScheduleKey key, ScheduleState schedule)
    {
        if (!IsChecked(key))
        {
            return;
        }

        Schedules++;
        Seats += schedule.Seats;
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_schedules, key, out _);
        known.Seats = schedule.Seats;
    }

    /// <summary>Takes a seat.</summary>
    public void Take(SeatKey key, SeatState seat)
    {
        if (!IsChecked(key.Schedule))
        {
            return;
        }

        ref var schedule = ref CollectionsMarshal.GetValueRefOrAddDefault(_schedules, key.Schedule, out _);
        schedule.HighestSeen = Math.Max(schedule.HighestSeen, key.Number);
        if (seat.ReservationId is not { } reservationId)
        {
            violations.Unless(
                seat.Status == SeatPhase.Available,
                $"Seat {key} is {seat.Status} without a reservation."
            );
            return;
        }

        var trail = TrailOf(reservationId);
        violations.Unless(
            trail.Seat is null,
            $"Reservation {reservationId} has two seats: {trail.Seat?.Key} and {key}."
        );
        trail.Seat = new SeatTrail(key, seat.Status, seat.UserId, seat.SellingSince);
    }

    /// <summary>
    /// Takes an entry by which a price was taken. The same entry may come twice, from row and page.
    /// </summary>
    public void TakeDebit(string userId, WalletEntry entry)
    {
        if (entry.ReservationId is not { } reservationId)
        {
            violations.Add($"Wallet {userId}: entry {entry.EntryId} is a payment of no reservation.");
            return;
        }

        var trail = TrailOf(reservationId);
        var debit = new DebitTrail(userId, entry.EntryId, entry.Amount, entry.BalanceAfter);
        violations.Unless(
            trail.Debit is null || trail.Debit == debit,
            $"Reservation {reservationId} was paid twice: by entry {trail.Debit?.EntryId} of {trail.Debit?.UserId} "
                + $"and entry {entry.EntryId} of {userId}."
        );
        trail.Debit = debit;
    }

    /// <summary>Takes a reservation. The same one may come twice, from row and page.</summary>
    public void Take(Reservation reservation)
    {
        var isPaid = reservation.Status == ReservationStatus.Paid;
        violations.Unless(
            isPaid == (reservation.Payment is not null),
            $"Reservation {reservation.ReservationId} is {reservation.Status} "
                + $"{(isPaid ? "without" : "with")} a payment and a ticket."
        );
        var key = new ScheduleKey(reservation.ConcertId, reservation.ScheduleId);
        if (reservation.Status is not (ReservationStatus.Paid or ReservationStatus.Held))
        {
            return;
        }

        var trail = TrailOf(reservation.ReservationId);
        var isNew = trail.Reservation is null;
        violations.Unless(
            isNew || trail.Reservation!.Status == reservation.Status,
            $"Reservation {reservation.ReservationId} is stored as {trail.Reservation?.Status} and {reservation.Status}."
        );
        trail.Reservation = reservation;
        if (isPaid && isNew && IsChecked(key))
        {
            Payments++;
            TakePaidSeat(new SeatKey(key, reservation.SeatNumber), reservation.ReservationId);
        }
    }

    /// <summary>Judges everything once all was taken.</summary>
    public void Finish()
    {
        foreach (var (key, (seats, highestSeen)) in _schedules)
        {
            violations.Unless(
                highestSeen <= seats,
                $"Schedule {key} has {seats} seats, but seat {highestSeen} was asked for."
            );
        }

        foreach (var (reservationId, trail) in _trails)
        {
            if (trail.ScheduleKey is not { } key || IsChecked(key))
            {
                trail.Judge(reservationId, now, tolerance, violations);
            }
        }
    }

    private void TakePaidSeat(SeatKey seat, string reservationId)
    {
        ref var other = ref CollectionsMarshal.GetValueRefOrAddDefault(_paidSeats, seat, out var isTaken);
        violations.Unless(!isTaken, $"Seat {seat} is paid twice: by {other} and {reservationId}.");
        other = reservationId;
    }

    private SaleTrail TrailOf(string reservationId) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_trails, reservationId, out _) ??= new SaleTrail();

    private bool IsChecked(ScheduleKey schedule) => concertId is null || schedule.ConcertId == concertId;
}
