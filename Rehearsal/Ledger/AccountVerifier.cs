using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Journey;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Ledger;

/// <summary>Asks the server again about everything that it has acknowledged to one user.</summary>
internal sealed class AccountVerifier(
    LedgerAccount account,
    TicketingApi api,
    Persistence persistence,
    VerifyFindings findings,
    TimeSpan grace,
    TimeProvider time
)
{
    private readonly Random random = new(0);
    private TokenState state;

    /// <summary>Asks about the user, the place in line, holds, payments, tickets and the money, in this order.</summary>
    public async Task VerifyAsync()
    {
        if (account.Created)
        {
            var user = await AskAsync(() => api.GetUserAsync(account.UserId));
            Note("user", user, u => u.UserId == account.UserId);
        }
        if (account.Token is not { } token)
        {
            return;
        }
        await VerifyPlaceAsync(token);
        foreach (var hold in account.Holds)
        {
            var reservation = await AskAsync(() => api.ReservationAsync(token, hold.ReservationId!));
            Note("hold", reservation, r => IsAsAcknowledged(hold, r));
        }
        foreach (var paid in account.Payments)
        {
            var payment = await AskAsync(() => api.PaymentAsync(token, paid.PaymentId!));
            Note(
                "payment",
                payment,
                p =>
                    p.TicketId == paid.TicketId
                    && p.ReservationId == paid.ReservationId
                    && p.Amount == paid.Amount
            );
            var ticket = await AskAsync(() => api.TicketAsync(token, paid.TicketId!));
            Note("ticket", ticket, t => t.TicketId == paid.TicketId && t.SeatNumber == paid.SeatNumber);
        }
        if (account.Charges.Count > 0)
        {
            await VerifyMoneyAsync(token);
        }
    }

    private async Task VerifyPlaceAsync(string token)
    {
        var reply = await AskAsync(() => api.PollAsync(token));
        if (reply.Succeeded)
        {
            state = reply.Value.Status;
        }
        if (account.Rank is not { } told)
        {
            return;
        }
        // Time may have put the person out since; then there is no place left to compare.
        Note(
            "place in line",
            reply,
            now =>
                now.Status switch
                {
                    TokenState.Waiting => told > 0 && now.Rank <= told && now.Rank >= 1,
                    TokenState.Active => account.Payments.Count == 0,
                    TokenState.Completed => true,
                    TokenState.Expired => account.Left || now.Reason != "left",
                    _ => false,
                }
        );
    }

    private bool IsAsAcknowledged(LedgerLine hold, ReservationAnswer now)
    {
        if (now.SeatNumber != hold.SeatNumber || $"{now.ConcertId}/{now.ScheduleId}" != hold.Schedule)
        {
            return false;
        }
        if (account.IsPaid(now.ReservationId))
        {
            return now.Status == "paid";
        }
        // A payment or a release whose answer was lost may have happened; it may not have unhappened.
        var released = account.MayBeReleased(now.ReservationId);
        var clock = time.GetUtcNow();
        return now.Status switch
        {
            "held" => clock < hold.HoldExpiresAt + grace,
            "paid" => !released,
            "cancelled" => released,
            "expired" => clock >= hold.HoldExpiresAt - grace,
            _ => false,
        };
    }

    private async Task VerifyMoneyAsync(string token)
    {
        // Money is shown to those in the line or inside: who is neither any more joins again, and leaves afterwards.
        var joinedAgain = state is not (TokenState.Waiting or TokenState.Active);
        if (joinedAgain)
        {
            var joined = await AskAsync(() => api.JoinAsync(account.UserId, account.QueueId));
            if (!joined.Succeeded)
            {
                Note("charge", joined, _ => true);
                return;
            }
            token = joined.Value.Token;
        }
        await MoneyVerifier.VerifyAsync(account, api, persistence, findings, token, random);
        if (joinedAgain)
        {
            await AskAsync(() => api.LeaveAsync(token));
        }
    }

    private ValueTask<ApiReply<T>> AskAsync<T>(Func<ValueTask<ApiReply<T>>> call) =>
        persistence.AskAsync(Step.Poll, random, call);

    private void Note<T>(string about, ApiReply<T> reply, Func<T, bool> holds)
    {
        if (reply.Succeeded)
        {
            var now = reply.Value;
            findings.Check(about, holds(now), () => $"{account.UserId} is now told {now}");
        }
        else if (reply.Status is 401 or 404)
        {
            findings.Check(
                about,
                false,
                () => $"{account.UserId} is now told {reply.Status} {reply.Problem?.Text}"
            );
        }
        else
        {
            findings.CouldNotAsk($"{about}: {account.UserId}: {reply.Failure ?? reply.Problem?.Text}");
        }
    }
}
