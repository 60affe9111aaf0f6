using Ticketing.Bench.Load.Flows;
using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;
using Ticketing.Bench.Load.Scenarios;
using Ticketing.Bench.Run.Figures;

namespace Ticketing.Bench.Run.Benches;

/// <summary>Very many people for one date of 50 seats, in the same instant, on ours and on row locks in turns.</summary>
internal sealed class StampedeBench(Plan plan, Recorder recorder)
{
    private const int Seats = 50;

    /// <summary>Runs it.</summary>
    public void Run(Stage ours, Stage rowLock, Stage floor)
    {
        // Rounds that do not count: a refusal is compiled well only after some ten thousand of them.
        var warmUps = Math.Min(2, plan.Repeats);
        for (var turn = 1 - warmUps; turn <= plan.Pairs; turn++)
        {
            var mine = One(ours);
            if (turn > 0)
            {
                ours.Audit(recorder);
            }
            var locks = One(rowLock);
            var least = OnConstants(floor);
            if (turn < 1)
            {
                continue;
            }
            recorder.Add(ours.Server.Name, turn, mine);
            recorder.Add(rowLock.Server.Name, turn, locks);
            recorder.Add(floor.Server.Name, turn, least);
            recorder.Sample("stampede_vs_rowlock", locks.Seconds / mine.Seconds);
        }
    }

    private RunResult OnConstants(Stage stage)
    {
        byte[][] tokens = [.. Enumerable.Repeat("of-no-meaning-to-constants"u8.ToArray(), plan.Buyers)];
        using var crowd = new EventLoop(stage.Server.Url);
        return new Stampede("c-0", "s0", Seats, "u", tokens).RunOnConstants(crowd, stage.Server.Meter());
    }

    private RunResult One(Stage stage)
    {
        var prefix = Stage.FreshPrefix();
        stage.Prepare.Season(new Season($"c{prefix}", 1, Seats, prefix));
        stage.Prepare.Users(prefix, plan.Buyers);
        var line = new Line(stage.Loop, 128, prefix);
        line.Join(plan.Buyers);
        var stampede = new Stampede($"c{prefix}-0", "s0", Seats, prefix, line.Tokens);
        // So many connections are not kept any longer than they are needed.
        using var crowd = new EventLoop(stage.Server.Url);
        var result = stampede.Run(crowd, stage.Server.Meter());
        if (stampede.SoldTwice > 0 || stampede.Sold != Seats)
        {
            throw new InvalidOperationException(
                $"{stage.Server.Name}: {stampede.Sold} seats sold, {stampede.SoldTwice} of them twice."
            );
        }
        return result;
    }
}
