using System.Diagnostics;
using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;
using Ticketing.Bench.Load.Scenarios;
using Ticketing.Bench.Run.Figures;
using Ticketing.Bench.Run.Hosts;

namespace Ticketing.Bench.Run.Benches;

/// <summary>Kills ours with everybody waiting, times how soon polls are right again, and weighs it against an empty server.</summary>
internal sealed class RestartBench(Plan plan, Workplace workplace, Recorder recorder)
{
    private const int Sample = 1000;
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(3);

    /// <summary>Runs it.</summary>
    public void Run(Postgres postgres, Stage full, Line line)
    {
        recorder.Facts["resident_bytes_after_joins"] = full.Server.ResidentBytes;
        var empty = EmptyBytes(postgres);
        recorder.Facts["resident_bytes_empty"] = empty;
        for (var turn = 1; turn <= plan.Repeats; turn++)
        {
            var started = Stopwatch.GetTimestamp();
            full.Server.KillAndRestart();
            full.Server.Await();
            using var loop = new EventLoop(full.Server.Url);
            line.MoveTo(loop);
            Wait.Until(
                () => line.CountWorse(Sample) == 0,
                TimeSpan.FromSeconds(120),
                "Polls did not become right again."
            );
            recorder.Sample("restart_million_seconds", Stopwatch.GetElapsedTime(started).TotalSeconds);
            var bytes = SettledBytes(full.Server, line);
            recorder.Facts["resident_bytes_waiting"] = bytes;
            recorder.Sample("bytes_per_waiting", (double)(bytes - empty) / line.Joined);
        }
        line.MoveTo(full.Loop);
    }

    private long EmptyBytes(Postgres postgres)
    {
        using var empty = Servers.Ours(workplace, postgres, "ours-empty");
        using var stage = new Stage(empty);
        stage.Prepare.Queue(1);
        stage.Prepare.Users("e", Sample);
        var line = new Line(stage.Loop, 32, "e");
        line.Join(Sample);
        return SettledBytes(empty, line);
    }

    /// <summary>Both are polled alike before they are weighed, so that code and buffers weigh the same.</summary>
    private static long SettledBytes(Server server, Line line)
    {
        line.Poll(new Window(server.Meter(), TimeSpan.Zero, Settle));
        Wait.For(Settle);
        return server.ResidentBytes;
    }
}
