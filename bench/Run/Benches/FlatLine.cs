using Ticketing.Bench.Load.Scenarios;
using Ticketing.Bench.Run.Figures;

namespace Ticketing.Bench.Run.Benches;

/// <summary>Whether a poll and a join cost as much in a long line as in a short one, in the same process and in turns.</summary>
internal sealed class FlatLine(Plan plan, Recorder recorder, Stage stage)
{
    private const int Connections = 128;
    private const int ShortLine = 1000;
    private const int Joins = 20_000;
    private int lines;

    /// <summary>Joins and polls a line that nothing is measured in, so that later the code is compiled.</summary>
    public void WarmUp()
    {
        var line = Short(2 * Joins, out _);
        line.Poll(stage.Window(plan));
    }

    /// <summary>Measures. The figure is the worse of poll and join.</summary>
    public void Run(Line longLine)
    {
        stage.Prepare.Users($"{longLine.Users}more", (long)Joins * (plan.Repeats + 1));
        var more = new Line(stage.Loop, Connections, $"{longLine.Users}more");
        for (var turn = 0; turn <= plan.Repeats; turn++)
        {
            var shortLine = Short(ShortLine, out var prefix);
            stage.Prepare.Users(prefix, Joins, ShortLine);
            var shortPoll = shortLine.Poll(stage.Window(plan));
            var longPoll = longLine.Poll(stage.Window(plan));
            var shortJoin = shortLine.Join(Joins, stage.WindowAtOnce(60));
            var longJoin = more.Join(Joins, stage.WindowAtOnce(60));
            if (turn == 0)
            {
                continue;
            }
            recorder.Add("ours", turn, shortPoll with { Scenario = "polls-short-line" });
            recorder.Add("ours", turn, longPoll with { Scenario = "polls-long-line" });
            recorder.Add("ours", turn, shortJoin with { Scenario = "joins-short-line" });
            recorder.Add("ours", turn, longJoin with { Scenario = "joins-long-line" });
            recorder.Sample(
                "flat_line",
                Math.Max(
                    longPoll.CpuMsPerOperation / shortPoll.CpuMsPerOperation,
                    longJoin.CpuMsPerOperation / shortJoin.CpuMsPerOperation
                )
            );
        }
    }

    private Line Short(int people, out string prefix)
    {
        prefix = Stage.FreshPrefix();
        var queue = $"line{++lines}";
        stage.Prepare.Concert($"c{queue}", queue);
        stage.Prepare.Queue(1, queueId: queue);
        stage.Prepare.Users(prefix, people);
        var line = new Line(stage.Loop, Connections, prefix, queueId: queue);
        line.Join(people);
        return line;
    }
}
