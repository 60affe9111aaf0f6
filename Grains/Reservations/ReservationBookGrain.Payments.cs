using Ticketing.Common;
using Ticketing.Seats;
using Ticketing.Wallets;

namespace Ticketing.Reservations;

/// <summary>
/// How a reservation is paid. The seat in sale is the durable intent: from then on the hold cannot end, and
/// whoever wakes up next repeats the same steps, each of which knows whether it was done. The seat is sold
/// last, so as long as anything is missing its sale stands still where the schedule finds it.
/// </summary>
internal sealed partial class ReservationBookGrain
{
    private async Task<PayOutcome> PayHeldAsync(Reservation reservation, PayReservation command)
    {
        var seat = SeatOf(reservation);
        if (
            ReservationRules.HasPaid(book.State, reservation.QueueId, command.PlaceNumber)
            && await seat.GetSaleAsync(reservation.ReservationId) is SaleStatus.Held or SaleStatus.NotHeld
        )
        {
            // Asked for at the same time as the payment that used the place up. A sale that began is finished all the same.
            return new PayOutcome(PayStatus.PlaceUsed, reservation);
        }

        var balance = await Wallet.GetBalanceAsync();
        if (balance < reservation.Price)
        {
            // Not yet a refusal: the hold may have ended, or this very price may have been taken by a call
            // cut off.
            switch (await seat.GetSaleAsync(reservation.ReservationId))
            {
                case SaleStatus.Held:
                    return new PayOutcome(PayStatus.InsufficientBalance, reservation, balance);
                case SaleStatus.NotHeld:
                    return new PayOutcome(PayStatus.HoldExpired, await ExpireAsync(reservation));
            }
        }

        reservation = await ShowPlaceAsync(reservation, command.PlaceNumber);
        if (await seat.BeginSaleAsync(reservation.ReservationId) == SaleStatus.NotHeld)
        {
            return new PayOutcome(PayStatus.HoldExpired, await ExpireAsync(reservation));
        }

        var (paid, balanceAfter) = await FinishSaleAsync(reservation, command.Operation);
        if (paid is not null)
        {
            return new PayOutcome(PayStatus.Paid, paid, balanceAfter);
        }

        // The sale may have begun long ago; without it the hold is what its end makes it.
        var left = await ResolvedAsync(reservation);
        return left?.Status == ReservationStatus.Expired
            ? new PayOutcome(PayStatus.HoldExpired, left)
            : new PayOutcome(PayStatus.InsufficientBalance, left, balanceAfter);
    }

    /// <summary>
    /// Records a later place than the one that reserved: one place, one ticket. It is written before the sale begins,
    /// so that whoever finishes the sale knows which place it uses up. The earlier one has ended, or the line would
    /// have given no later one.
    /// </summary>
    private async Task<Reservation> ShowPlaceAsync(Reservation held, long placeNumber)
    {
        if (placeNumber <= held.PlaceNumber)
        {
            return held;
        }

        var shown = held with { PlaceNumber = placeNumber };
        await StoreAsync(ReservationRules.Replace(book.State, shown));
        return shown;
    }

    /// <summary>Finishes a sale that began: money, then record and place, then the seat.</summary>
    /// <returns>
    /// The paid reservation, or null where the money is not there and the sale was aborted.
    /// </returns>
    private async Task<(Reservation? Paid, long Balance)> FinishSaleAsync(
        Reservation held,
        Operation? operation
    )
    {
        var debit = await Wallet.PayAsync(new PayFromWallet(held.ReservationId, held.Price));
        if (debit.Status != DebitStatus.Debited)
        {
            await SeatOf(held).AbortSaleAsync(held.ReservationId);
            return (null, debit.Balance);
        }

        var paid = ReservationRules.Paid(held, debit.Balance, time.GetUtcNow(), operation);
        await Task.WhenAll(StorePaidAsync(paid), queue.CompleteAsync(held.QueueId, held.PlaceNumber));
        await SellSeatAsync(paid);
        return (paid, debit.Balance);
    }

    // Counted with the record: who comes after a line that did not answer does not count it again.
    private async Task StorePaidAsync(Reservation paid)
    {
        await StoreAsync(ReservationRules.Resolve(book.State, paid));
        TicketingMetrics.Payments.Add(1);
        TicketingMetrics.PaidAmount.Add(paid.Price);
    }

    /// <summary>
    /// Does again what follows a stored payment. It costs two calls and no write where all of it was done.
    /// </summary>
    private async Task SealAsync(Reservation paid)
    {
        await queue.CompleteAsync(paid.QueueId, paid.PlaceNumber);
        await SellSeatAsync(paid);
    }

    private async Task SellSeatAsync(Reservation paid)
    {
        if (await SeatOf(paid).SellAsync(paid.ReservationId) != SaleStatus.Sold)
        {
            LogSeatNotSold(UserId, paid.ReservationId);
        }
    }

    private async Task<PayOutcome> AnswerPaidAsync(Reservation paid)
    {
        await SealAsync(paid);
        return new PayOutcome(PayStatus.AlreadyPaid, paid, paid.Payment!.BalanceAfter);
    }

    private async Task SettleHeldAsync(Reservation held)
    {
        if (ReservationRules.HasEnded(held, time.GetUtcNow()))
        {
            await ResolvedAsync(held);
        }
        else if (await SeatOf(held).GetSaleAsync(held.ReservationId) is SaleStatus.Selling or SaleStatus.Sold)
        {
            LogResumed(UserId, held.ReservationId);
            TicketingMetrics.ResumedSales.Add(1);
            await FinishSaleAsync(held, operation: null);
        }
    }

    private static void Count(ReserveOutcome outcome)
    {
        if (outcome.Status == ReserveStatus.Reserved)
        {
            TicketingMetrics.Holds.Add(1);
        }
        else if (outcome.Status != ReserveStatus.AlreadyYours)
        {
            TicketingMetrics.HoldRefusals.Add(1, TicketingMetrics.Reason(outcome.Status.ToString()));
        }
    }

    private static void Count(PayOutcome outcome)
    {
        if (outcome.Status is not (PayStatus.Paid or PayStatus.AlreadyPaid))
        {
            TicketingMetrics.PaymentRefusals.Add(1, TicketingMetrics.Reason(outcome.Status.ToString()));
        }
    }
}
