using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Ledger;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Journey;

/// <summary>One buyer's way from arriving to the ticket, or to wherever it ends.</summary>
internal sealed class Buyer
{
    private const int SeatsDrawn = 4;

    private readonly int number;
    private readonly JourneyContext run;
    private readonly Random random;
    private readonly Person person;
    private readonly Purchase purchase;
    private readonly HashSet<string> fullDates = [];
    private bool changesMind;
    private int triesLeft;
    private Phase phase = Phase.Arriving;

    /// <param name="number">Counts from 0; makes the user id and the luck.</param>
    /// <param name="run">What the buyers share.</param>
    public Buyer(int number, JourneyContext run)
    {
        this.number = number;
        this.run = run;
        random = new Random(unchecked((run.Settings.Seed * 1_000_003) + number));
        person = new Person($"{run.Settings.RunId}-{number}", run, random);
        purchase = new Purchase(number, person, run);
        changesMind = random.NextDouble() < run.Settings.ChangeMindShare;
        purchase.PaysFirst = random.NextDouble() < run.Settings.UnfundedShare;
        triesLeft = run.Settings.SeatTries;
        run.Record.Enter(phase);
    }

    /// <summary>Walks the whole way. Never throws.</summary>
    public async Task RunAsync()
    {
        var since = run.Time.GetTimestamp();
        Phase ending;
        try
        {
            ending = await person.ArriveAsync() ?? await LineUpAsync() ?? await BuyAsync();
        }
        catch (OperationCanceledException) when (run.Stop.IsCancellationRequested)
        {
            ending = Phase.Unfinished;
        }
        catch (Exception e)
        {
            // A fault of one journey must not take the others with it; it is reported and fails the rehearsal.
            run.Record.BrokenPromise("this client understands every answer", e.ToString());
            ending = Phase.Failed;
        }
        if (ending == Phase.Bought)
        {
            run.Record.Latencies[Step.Journey].Record(run.Time.GetElapsedTime(since));
        }
        MoveTo(ending);
    }

    private async ValueTask<Phase?> LineUpAsync()
    {
        var ended = await person.LineUpAsync(run.Settings.QueueId, () => MoveTo(Phase.Waiting));
        if (ended is null)
        {
            MoveTo(Phase.Active);
        }
        return ended;
    }

    private async ValueTask<Phase> BuyAsync()
    {
        while (triesLeft > 0)
        {
            await ThinkAsync();
            var dates = await person.AskAsync(
                Step.Schedules,
                () => person.Api.SchedulesAsync(person.Token, run.Settings.ConcertId)
            );
            if (!dates.Succeeded)
            {
                return person.Ended(Step.Schedules, dates);
            }
            if (Choose(dates.Value.Schedules) is not { } date)
            {
                return await person.LeaveAsync(Phase.SoldOut);
            }
            if (await TryDateAsync(date) is { } ended)
            {
                return ended;
            }
        }
        return await person.LeaveAsync(Phase.Outrun);
    }

    private ScheduleAnswer? Choose(List<ScheduleAnswer> dates)
    {
        var open = dates.FindAll(d =>
            d.Available > 0
            && !fullDates.Contains(d.ScheduleId)
            && (run.Settings.ScheduleId is not { } only || only == d.ScheduleId)
        );
        return open.Count == 0 ? null : open[random.Next(open.Count)];
    }

    private async ValueTask<Phase?> TryDateAsync(ScheduleAnswer date)
    {
        await ThinkAsync();
        var concert = run.Settings.ConcertId;
        var map = await person.AskAsync(
            Step.Seats,
            () => person.Api.SeatsAsync(person.Token, concert, date.ScheduleId)
        );
        if (!map.Succeeded)
        {
            return person.Ended(Step.Seats, map);
        }
        var seats = map.Value.Draw(SeatsDrawn, random);
        if (seats.Length == 0)
        {
            fullDates.Add(date.ScheduleId);
            return null;
        }
        if (await purchase.FundBeforeAsync(date.Price) is { } broke)
        {
            return broke;
        }
        await ThinkAsync();
        foreach (var seat in seats)
        {
            triesLeft--;
            var (ended, held) = await HoldAsync(date, seat);
            if (ended is not null || held)
            {
                return ended;
            }
            if (triesLeft <= 0 || fullDates.Contains(date.ScheduleId))
            {
                break;
            }
        }
        return null;
    }

    /// <summary>Tries for one seat. Held but not ended: given back or lost again, so look for another.</summary>
    private async ValueTask<(Phase? Ended, bool Held)> HoldAsync(ScheduleAnswer date, int seat)
    {
        var reply = await person.AskAsync(
            Step.Reserve,
            () => person.Api.ReserveAsync(person.Token, run.Settings.ConcertId, date.ScheduleId, seat)
        );
        switch (reply.Code)
        {
            case "seat-taken":
                run.Record.Refused(reply.Code);
                return (null, false);
            case "schedule-started":
                run.Record.Refused(reply.Code);
                fullDates.Add(date.ScheduleId);
                return (null, false);
        }
        if (!reply.Succeeded)
        {
            return (person.Ended(Step.Reserve, reply), false);
        }
        MoveTo(Phase.Holding);
        purchase.Took(date, seat, reply.Value);
        await ThinkAsync();
        var ended = changesMind ? await ChangeMindAsync() : await purchase.PayAsync();
        if (ended is null)
        {
            MoveTo(Phase.Active);
        }
        return (ended, true);
    }

    private ValueTask<Phase?> ChangeMindAsync()
    {
        changesMind = false;
        return purchase.GiveBackAsync();
    }

    private void MoveTo(Phase to)
    {
        run.Record.Move(phase, to);
        phase = to;
    }

    private Task ThinkAsync()
    {
        var pause = run.Settings.Think.Draw(random);
        return pause > TimeSpan.Zero ? Task.Delay(pause, run.Time, run.Stop) : Task.CompletedTask;
    }
}
