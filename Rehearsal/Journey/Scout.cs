using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Journey;

/// <summary>What the scout saw on sale.</summary>
internal sealed record Scene(string ConcertId, string QueueId, IReadOnlyList<ScheduleAnswer> Schedules);

/// <summary>
/// The first visitor: lines up like everybody, looks at what is on sale, decides what the rehearsal is about, and leaves. What is on sale
/// is shown to those who have been let in only, so that there is no quicker way.
/// </summary>
internal sealed class Scout(JourneyContext run)
{
    private readonly Random random = new(run.Settings.Seed);

    /// <summary>Looks around.</summary>
    /// <param name="wantedConcert">The concert asked for; null: the bookable one with most seats available.</param>
    /// <returns>The scene, or a sentence that says why there can be no rehearsal.</returns>
    public async Task<(Scene? Scene, string? Refusal)> LookAsync(string? wantedConcert)
    {
        var queueId = run.Settings.QueueId;
        for (var visit = 0; ; visit++)
        {
            var person = new Person($"{run.Settings.RunId}-scout-{visit}", run, random);
            if (await person.ArriveAsync() is not null || await person.LineUpAsync(queueId, () => { }) is { })
            {
                return (null, $"The first visitor was not let in. {WhatHappened()}");
            }
            var (scene, rightQueue, refusal) = await LookFromInsideAsync(person, wantedConcert);
            await person.LeaveAsync(Phase.SoldOut);
            if (rightQueue is null || visit > 0)
            {
                return (scene, refusal);
            }
            queueId = rightQueue;
        }
    }

    private async Task<(Scene? Scene, string? RightQueue, string? Refusal)> LookFromInsideAsync(
        Person person,
        string? wantedConcert
    )
    {
        var concerts = await person.AskAsync(Step.Schedules, () => person.Api.ConcertsAsync(person.Token));
        if (!concerts.Succeeded)
        {
            return (null, null, $"The concert list was refused: {Told(concerts)}");
        }
        var all = concerts.Value.Concerts.ConvertAll(c => c.ConcertId);
        if (wantedConcert is not null && !all.Contains(wantedConcert))
        {
            return (
                null,
                null,
                $"There is no concert '{wantedConcert}'. There are: {string.Join(", ", all)}."
            );
        }
        Scene? best = null;
        foreach (var concert in wantedConcert is null ? all : [wantedConcert])
        {
            var dates = await person.AskAsync(
                Step.Schedules,
                () => person.Api.SchedulesAsync(person.Token, concert)
            );
            if (
                dates.Succeeded
                && Available(dates.Value.Schedules) > (best is null ? 0 : Available(best.Schedules))
            )
            {
                best = new(concert, person.QueueId, dates.Value.Schedules);
            }
            else if (wantedConcert is not null && dates.Code == "token-wrong-queue")
            {
                var hint = $"Concert '{concert}' has a queue of its own: name it with --queue. {Told(dates)}";
                return (null, dates.Problem?.QueueId, hint);
            }
            else if (!dates.Succeeded && dates.Code != "token-wrong-queue")
            {
                return (null, null, $"The dates of '{concert}' were refused: {Told(dates)}");
            }
        }
        return WithTheDateAskedFor(best);
    }

    private (Scene? Scene, string? RightQueue, string? Refusal) WithTheDateAskedFor(Scene? best)
    {
        if (best is null)
        {
            return (null, null, "There is nothing left to sell: every date is full or past.");
        }
        var only = run.Settings.ScheduleId;
        var dates = best.Schedules.Where(d => only is null || d.ScheduleId == only).ToList();
        return dates.Count > 0
            ? (best with { Schedules = dates }, null, null)
            : (
                null,
                null,
                $"'{best.ConcertId}' has no bookable date '{only}'. There are: "
                    + $"{string.Join(", ", best.Schedules.Select(d => d.ScheduleId))}."
            );
    }

    private static long Available(IEnumerable<ScheduleAnswer> dates) => dates.Sum(d => (long)d.Available);

    private static string Told<T>(ApiReply<T> reply) =>
        reply.Failure ?? $"{reply.Status} {reply.Problem?.Text}";

    private string WhatHappened() =>
        string.Join(
            "; ",
            run.Record.Refusals.Keys.Concat(run.Record.Unexpected.Select(f => $"{f.What}: {f.Example}"))
        );
}
