using Ticketing.Common;
using Ticketing.Concerts;
using Ticketing.Seats;

namespace Ticketing.Reservations;

/// <summary>How a reservation is made, given up, and ends when its hold does.</summary>
internal sealed partial class ReservationBookGrain
{
    private async Task<ReserveOutcome> HoldAsync(ReserveSeat command, ScheduleInfo schedule)
    {
        await KeepWatchAsync(schedule.Key);
        var seat = SeatOf(command.Seat);
        var ask = new HoldSeat(ReservationIds.New(book.State.Next), UserId);
        var hold = await seat.HoldAsync(ask);
        if (hold.Status == HoldStatus.AlreadyYours)
        {
            // Held for a reservation that is not open here: a call was cut off between the seat's row and
            // this one. Nobody was told of that hold, so it is given back for one with a record.
            LogUnknownHold(UserId, command.Seat, hold.ReservationId);
            await seat.ReleaseAsync(hold.ReservationId!);
            hold = await seat.HoldAsync(ask);
        }

        if (hold.Status != HoldStatus.Held)
        {
            return new ReserveOutcome(ReserveStatus.SeatTaken);
        }

        var reservation = new Reservation(
            ask.ReservationId,
            book.State.Next,
            UserId,
            schedule.Key.ConcertId,
            schedule.Key.ScheduleId,
            command.Seat.Number,
            schedule.Definition.Price,
            ReservationStatus.Held,
            hold.HeldAt,
            hold.HoldExpiresAt,
            command.QueueId,
            command.PlaceNumber,
            Operation: command.Operation
        );
        await Task.WhenAll(
            StoreAsync(ReservationRules.Add(book.State, reservation)),
            ExtendPlaceAsync(reservation)
        );
        return new ReserveOutcome(ReserveStatus.Reserved, reservation);
    }

    /// <summary>
    /// Has the schedule promise a reminder that outlasts the hold, unless it is known to have.
    /// </summary>
    private async Task KeepWatchAsync(ScheduleKey schedule)
    {
        var until = time.GetUtcNow() + options.Value.WatchOfHold;
        if (!leases.Covers(schedule, until))
        {
            var grain = GrainFactory.GetGrain<IScheduleGrain>(schedule.ToString());
            leases.Learn(schedule, await grain.KeepWatchAsync(until));
        }
    }

    private async Task ExtendPlaceAsync(Reservation reservation)
    {
        try
        {
            await queue.ExtendAsync(reservation.QueueId, reservation.PlaceNumber, reservation.HoldExpiresAt);
        }
        catch (Exception exception)
        {
            // The seat is held all the same; refusing now would leave a hold that the user knows nothing of.
            LogPlaceNotExtended(exception, UserId, reservation.ReservationId);
        }
    }

    private async Task<CancelStatus> CancelHeldAsync(Reservation reservation)
    {
        switch (await SeatOf(reservation).GetSaleAsync(reservation.ReservationId))
        {
            case SaleStatus.NotHeld:
                await ExpireAsync(reservation);
                return CancelStatus.Expired;
            case SaleStatus.Held:
                break;
            default:
                // A payment that was cut off comes first, unless there is no money for it.
                if ((await FinishSaleAsync(reservation, operation: null)).Paid is not null)
                {
                    return CancelStatus.AlreadyPaid;
                }

                break;
        }

        // The record first: were it the seat, somebody else might have it while this one still says held.
        var cancelled = reservation with
        {
            Status = ReservationStatus.Cancelled,
        };
        await StoreAsync(ReservationRules.Resolve(book.State, cancelled));
        await FreeSeatAsync(cancelled);
        TicketingMetrics.Cancellations.Add(1);
        return CancelStatus.Cancelled;
    }

    /// <summary>
    /// Takes the seat from a reservation that is cancelled or expired, were it ever so late a call's doing.
    /// </summary>
    private async Task FreeSeatAsync(Reservation resolved)
    {
        var seat = SeatOf(resolved);
        if (await seat.ReleaseAsync(resolved.ReservationId) == SaleStatus.Selling)
        {
            await seat.AbortSaleAsync(resolved.ReservationId);
            await seat.ReleaseAsync(resolved.ReservationId);
        }
    }

    /// <summary>Brings every open reservation whose hold has ended to its end.</summary>
    private async Task ResolveEndedAsync()
    {
        foreach (var open in book.State.Open)
        {
            await ResolvedAsync(open);
        }
    }

    /// <summary>
    /// The reservation as it is now: where its hold has ended, expired, or paid by a sale that was going on.
    /// </summary>
    private async Task<Reservation?> ResolvedAsync(Reservation? reservation)
    {
        if (reservation is null || !ReservationRules.HasEnded(reservation, time.GetUtcNow()))
        {
            return reservation;
        }

        var sale = await SeatOf(reservation).ReleaseAsync(reservation.ReservationId);
        if (sale is SaleStatus.Selling or SaleStatus.Sold)
        {
            LogResumed(UserId, reservation.ReservationId);
            TicketingMetrics.ResumedSales.Add(1);
            return (await FinishSaleAsync(reservation, operation: null)).Paid
                ?? await ExpireAsync(reservation);
        }

        return await ExpireAsync(reservation);
    }

    private async Task<Reservation> ExpireAsync(Reservation held)
    {
        var expired = held with { Status = ReservationStatus.Expired };
        await StoreAsync(ReservationRules.Resolve(book.State, expired));
        TicketingMetrics.Expiries.Add(1);
        return expired;
    }
}
