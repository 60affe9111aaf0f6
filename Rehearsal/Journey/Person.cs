using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Ledger;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Journey;

/// <summary>Somebody who arrives and stands in line until let in: the part of a journey that every visitor has.</summary>
internal sealed class Person(string userId, JourneyContext run, Random random)
{
    private static readonly TimeSpan ShortestPoll = TimeSpan.FromMilliseconds(50);

    private long lastRank = long.MaxValue;
    private long lastAhead = long.MaxValue;

    /// <summary>The user's id.</summary>
    public string UserId => userId;

    /// <summary>The calls of this person.</summary>
    public TicketingApi Api { get; } = run.Api.As(userId);

    /// <summary>The token; empty before the line was joined.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The queue that the token is for; empty before the line was joined.</summary>
    public string QueueId { get; private set; } = "";

    /// <summary>Creates the user.</summary>
    /// <returns>How the journey ends here; null: it goes on.</returns>
    public async ValueTask<Phase?> ArriveAsync()
    {
        var asked = 0;
        var reply = await AskAsync(
            Step.CreateUser,
            () =>
            {
                asked++;
                return Api.CreateUserAsync(userId, userId);
            }
        );
        // A repetition may find that the lost first try has created the user.
        var exists = asked > 1 && reply.Code == "user-exists";
        if (!reply.Succeeded && !exists)
        {
            return Ended(Step.CreateUser, reply);
        }
        run.Note(LedgerKind.User, userId, l => l);
        return null;
    }

    /// <summary>Joins the line and polls, as often as the server asks for, until let in.</summary>
    /// <param name="queueId">The queue; null: the default one.</param>
    /// <param name="waiting">Called once the line has been joined.</param>
    /// <returns>How the journey ends here; null: let in.</returns>
    public async ValueTask<Phase?> LineUpAsync(string? queueId, Action waiting)
    {
        var since = run.Time.GetTimestamp();
        var step = Step.Join;
        var reply = await AskAsync(step, () => Api.JoinAsync(userId, queueId));
        while (reply.Succeeded)
        {
            var status = reply.Value;
            Observe(status, step);
            switch (status.Status)
            {
                case TokenState.Active:
                    run.Record.Latencies[Step.QueueWait].Record(run.Time.GetElapsedTime(since));
                    return null;
                case TokenState.Waiting:
                    await PollPauseAsync(status);
                    break;
                case TokenState.Expired:
                    run.Record.Refused($"token-expired ({status.Reason})");
                    return Phase.PutOut;
                default:
                    run.Record.UnexpectedAnswer(step, reply.Status, Problem.NotTheContract("status"));
                    return Phase.Failed;
            }
            if (step == Step.Join)
            {
                waiting();
                step = Step.Poll;
            }
            reply = await AskAsync(step, () => Api.PollAsync(Token));
        }
        return Ended(step, reply);
    }

    /// <summary>Leaves the line, and ends the journey in the way given.</summary>
    public async ValueTask<Phase> LeaveAsync(Phase ending)
    {
        run.Note(LedgerKind.Leaving, userId, l => l);
        var reply = await AskAsync(Step.Leave, () => Api.LeaveAsync(Token));
        // Who is out already, by an earlier lost try or by the service time, has nothing to leave.
        if (reply.Succeeded || reply.Code == "token-expired")
        {
            return ending;
        }
        return Ended(Step.Leave, reply);
    }

    /// <summary>Asks with patience.</summary>
    public ValueTask<ApiReply<T>> AskAsync<T>(Step step, Func<ValueTask<ApiReply<T>>> call) =>
        run.Persistence.AskAsync(step, random, call);

    /// <summary>How a journey ends with an answer that does not let it go on.</summary>
    public Phase Ended<T>(Step step, ApiReply<T> reply)
    {
        if (reply.Failure is not null || Persistence.IsRefusedForNow(reply))
        {
            return Phase.GaveUp;
        }
        if (reply.Code == "token-expired")
        {
            run.Record.Refused($"token-expired ({reply.Problem?.Reason})");
            return Phase.PutOut;
        }
        run.Record.UnexpectedAnswer(step, reply.Status, reply.Problem);
        return Phase.Failed;
    }

    private void Observe(TokenStatus status, Step step)
    {
        Token = status.Token;
        QueueId = status.QueueId;
        if (step == Step.Join)
        {
            run.Note(LedgerKind.Joined, userId, l => l with { Token = Token, QueueId = QueueId });
        }
        if (status.Status is not (TokenState.Waiting or TokenState.Active))
        {
            return;
        }
        var rank = status.Status == TokenState.Active ? 0 : status.Rank;
        run.Note(LedgerKind.Rank, userId, l => l with { Rank = rank });
        if (status.Status == TokenState.Active)
        {
            return;
        }
        if (rank < 1 || status.Ahead < 0 || status.Ahead >= rank)
        {
            run.Record.BrokenPromise(
                "a waiting person has a rank from 1 and fewer people ahead than that",
                $"{userId}: rank {rank}, ahead {status.Ahead}"
            );
        }
        if (rank > lastRank || status.Ahead > lastAhead)
        {
            run.Record.BrokenPromise(
                "rank and ahead never go up",
                $"{userId}: rank {lastRank} then {rank}, ahead {lastAhead} then {status.Ahead}"
            );
        }
        (lastRank, lastAhead) = (rank, status.Ahead);
    }

    private Task PollPauseAsync(TokenStatus status)
    {
        var asked = TimeSpan.FromSeconds(Math.Clamp(status.PollAfterSeconds, 0, 3600));
        var pause = asked > ShortestPoll ? asked : ShortestPoll;
        // Never sooner than asked for, and a little spread, as people are.
        return Task.Delay(pause * (1 + (random.NextDouble() * 0.1)), run.Time, run.Stop);
    }
}
