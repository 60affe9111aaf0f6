using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Ledger;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Journey;

/// <summary>A buyer's money and seat: charging, the hold, paying and the ticket, each answer checked against the ones before.</summary>
internal sealed class Purchase(int buyer, Person person, JourneyContext run)
{
    private const int PaymentTries = 3;

    private ReservationAnswer? hold;
    private string scheduleId = "";
    private int seatNumber;
    private long price;
    private long balance;
    private int charges;

    /// <summary>Whether this buyer tries to pay before having charged.</summary>
    public bool PaysFirst { get; set; }

    /// <summary>Charges what a seat costs, if the balance is lower, except for a buyer who pays first.</summary>
    /// <returns>How the journey ends here; null: it goes on.</returns>
    public ValueTask<Phase?> FundBeforeAsync(long seatPrice)
    {
        price = seatPrice;
        return PaysFirst || balance >= price ? default : ChargeAsync();
    }

    /// <summary>A hold was acknowledged.</summary>
    public void Took(ScheduleAnswer date, int seat, ReservationAnswer reservation)
    {
        (hold, scheduleId, seatNumber) = (reservation, date.ScheduleId, seat);
        var until = reservation.HoldExpiresAt;
        if (
            reservation.Status != "held"
            || reservation.SeatNumber != seat
            || reservation.Price != date.Price
            || until + run.Settings.ClockTolerance <= run.Time.GetUtcNow()
        )
        {
            run.Record.BrokenPromise(
                "a reservation is held, for the seat and price asked for, until a time to come",
                $"{person.UserId} asked for {scheduleId} seat {seat} at {date.Price}: {reservation}"
            );
        }
        if (run.Seats.Held(buyer, scheduleId, seat, until) is { } other)
        {
            run.Record.BrokenPromise(
                "no two buyers hold one seat at once",
                $"{scheduleId} seat {seat}: buyers {other} and {buyer}"
            );
        }
        run.Note(
            LedgerKind.Hold,
            person.UserId,
            l =>
                l with
                {
                    ReservationId = reservation.ReservationId,
                    Schedule = $"{run.Settings.ConcertId}/{scheduleId}",
                    SeatNumber = seat,
                    HoldExpiresAt = until,
                }
        );
    }

    /// <summary>Gives the held seat back.</summary>
    /// <returns>How the journey ends here; null: it goes on, without a seat.</returns>
    public async ValueTask<Phase?> GiveBackAsync()
    {
        var reservationId = hold!.ReservationId;
        // Noted before asking: the moment the server frees the seat, somebody else may have it.
        run.Seats.Releasing(buyer, scheduleId, seatNumber);
        run.Note(LedgerKind.Releasing, person.UserId, l => l with { ReservationId = reservationId });
        var reply = await person.AskAsync(
            Step.Cancel,
            () => person.Api.CancelAsync(person.Token, reservationId)
        );
        return reply.Succeeded ? null : person.Ended(Step.Cancel, reply);
    }

    /// <summary>Pays for the held seat, charging first where refused for that, and reads the ticket.</summary>
    /// <returns>How the journey ends here; null: the hold was over, look for another seat.</returns>
    public async ValueTask<Phase?> PayAsync()
    {
        var reservationId = hold!.ReservationId;
        for (var tries = 1; ; tries++)
        {
            var reply = await person.AskAsync(
                Step.Pay,
                () => person.Api.PayAsync(person.Token, reservationId)
            );
            if (reply.Succeeded)
            {
                return await PaidAsync(reply.Value);
            }
            if (reply.Code == "hold-expired")
            {
                CheckThatHoldIsOver(reply.Problem!);
                return null;
            }
            if (reply.Code != "insufficient-balance" || tries == PaymentTries)
            {
                return person.Ended(Step.Pay, reply);
            }
            run.Record.Refused(reply.Code);
            CheckShortOfMoney(reply.Problem!);
            if (await ChargeAsync() is { } ended)
            {
                return ended;
            }
        }
    }

    private async ValueTask<Phase?> ChargeAsync()
    {
        var amount = price;
        var key = $"{person.UserId}-charge-{++charges}";
        var reply = await person.AskAsync(
            Step.Charge,
            () => person.Api.ChargeAsync(person.Token, person.UserId, amount, key)
        );
        if (!reply.Succeeded)
        {
            return person.Ended(Step.Charge, reply);
        }
        var charged = reply.Value;
        if (charged.Balance != balance + amount)
        {
            run.Record.BrokenPromise(
                "a charge adds its amount to the balance, once",
                $"{person.UserId}: {balance} + {amount} gave {charged.Balance}"
            );
        }
        balance = charged.Balance;
        run.Note(
            LedgerKind.Charge,
            person.UserId,
            l => l with { EntryId = charged.EntryId, Amount = amount, Balance = charged.Balance }
        );
        return null;
    }

    private async ValueTask<Phase> PaidAsync(PaymentAnswer paid)
    {
        run.Note(
            LedgerKind.Payment,
            person.UserId,
            l =>
                l with
                {
                    PaymentId = paid.PaymentId,
                    ReservationId = paid.ReservationId,
                    TicketId = paid.TicketId,
                    Amount = paid.Amount,
                    Balance = paid.Balance,
                    Schedule = $"{run.Settings.ConcertId}/{scheduleId}",
                    SeatNumber = seatNumber,
                }
        );
        if (
            paid.ReservationId != hold!.ReservationId
            || paid.Amount != hold.Price
            || paid.Balance != balance - paid.Amount
        )
        {
            run.Record.BrokenPromise(
                "a payment takes the reservation's price off the balance, once",
                $"{person.UserId} had {balance}, price {hold.Price}: {paid}"
            );
        }
        balance = paid.Balance;
        if (run.Seats.Sold(buyer, scheduleId, seatNumber) is { } other)
        {
            run.Record.BrokenPromise(
                "no seat is sold to one while another holds or owns it",
                $"{scheduleId} seat {seatNumber}: buyers {other} and {buyer}"
            );
        }
        var ticket = await person.AskAsync(
            Step.Ticket,
            () => person.Api.TicketAsync(person.Token, paid.TicketId)
        );
        if (!ticket.Succeeded)
        {
            return person.Ended(Step.Ticket, ticket);
        }
        if (ticket.Value.TicketId != paid.TicketId || ticket.Value.SeatNumber != seatNumber)
        {
            run.Record.BrokenPromise(
                "the ticket is the one of the payment, for the seat that was held",
                $"{person.UserId} paid for seat {seatNumber} with {paid.TicketId}: {ticket.Value}"
            );
        }
        return Phase.Bought;
    }

    private void CheckThatHoldIsOver(Problem problem)
    {
        run.Record.Refused(problem.Code);
        var until = hold!.HoldExpiresAt;
        if (until > run.Time.GetUtcNow() + run.Settings.ClockTolerance)
        {
            run.Record.BrokenPromise(
                "a hold never ends early",
                $"{person.UserId}: held until {until:O}, refused at {run.Time.GetUtcNow():O}"
            );
        }
    }

    private void CheckShortOfMoney(Problem problem)
    {
        if (balance >= hold!.Price || (problem.Balance is { } told && told != balance))
        {
            run.Record.BrokenPromise(
                "who has the money is not refused for the lack of it",
                $"{person.UserId} has {balance}, price {hold.Price}: {problem.Text}"
            );
        }
    }
}
