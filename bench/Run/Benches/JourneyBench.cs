using Ticketing.Bench.Load.Flows;
using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;
using Ticketing.Bench.Run.Figures;
using Ticketing.Bench.Run.Hosts;

namespace Ticketing.Bench.Run.Benches;

/// <summary>
/// Whole journeys on ours, on row locks and on constants, in turns; then ours at half of its greatest throughput, and at once, twice
/// and five times it.
/// </summary>
internal sealed class JourneyBench(Plan plan, Workplace workplace, Recorder recorder)
{
    private const int SeatsOfASchedule = 50;
    private const int PacedConnections = 4000;
    private readonly Dictionary<string, double> rates = [];
    private readonly Dictionary<string, int> connections = [];

    /// <summary>Runs it.</summary>
    public void Run()
    {
        var postgres = workplace.Keep(new Postgres(workplace, "postgres-ours"));
        var peers = workplace.Keep(new Postgres(workplace, "postgres-peers"));
        using var ours = Open(Servers.Ours(workplace, postgres, "ours"));
        using var rowLock = Open(Servers.RowLock(workplace, peers));
        using var floor = Open(Servers.Floor(workplace, peers));
        Calibrate(ours, 4000);
        Calibrate(rowLock, 1500);
        Calibrate(floor, 7000);
        for (var turn = 1; turn <= plan.Pairs; turn++)
        {
            var mine = Turn(ours, turn);
            var locks = Turn(rowLock, turn);
            var limit = Turn(floor, turn);
            recorder.Sample("journeys_vs_rowlock.cpu", locks.CpuMsPerOperation / mine.CpuMsPerOperation);
            recorder.Sample("journeys_vs_rowlock.throughput", mine.PerSecond / locks.PerSecond);
            recorder.Sample("journeys_vs_floor", limit.CpuMsPerOperation / mine.CpuMsPerOperation);
        }
        for (var turn = 1; turn <= plan.Repeats; turn++)
        {
            var half = Paced(ours, turn, "half", 0.5);
            recorder.Sample("reserve_p99_ms", half.Latencies["reserve"].P99);
        }
        if (plan.Repeats > 1)
        {
            Paced(ours, 0, "load-1x", 1);
            Paced(ours, 0, "load-2x", 2);
            Paced(ours, 0, "load-5x", 5);
            Paced(rowLock, 0, "load-1x", 1);
            Paced(rowLock, 0, "load-2x", 2);
        }
        recorder.Part("stampede", () => new StampedeBench(plan, recorder).Run(ours, rowLock, floor));
        new FlatBench(plan, recorder).Run(ours);
    }

    private static Stage Open(Server server)
    {
        var stage = new Stage(server);
        stage.Prepare.Queue(1_000_000);
        return stage;
    }

    private void Calibrate(Stage stage, double guess)
    {
        var name = stage.Server.Name;
        rates[name] = guess;
        // Not counted: until the code is compiled for good, whoever is tried first would look slow.
        rates[name] = Drive(stage, "first", plan.Connections[^1], 0, plan.FirstWarmUp, 2).PerSecond;
        connections[name] = plan.Connections[0];
        foreach (var count in plan.Connections.Count > 1 ? plan.Connections : [])
        {
            var tried = Drive(stage, "trial", count, 0, plan.WarmUp, Math.Min(plan.Measured, 4));
            recorder.Add(name, 0, tried);
            if (count == plan.Connections[0] || tried.PerSecond > rates[name])
            {
                (rates[name], connections[name]) = (tried.PerSecond, count);
            }
        }
        recorder.Facts[$"connections_{name}"] = connections[name];
    }

    private RunResult Turn(Stage stage, int turn)
    {
        var name = stage.Server.Name;
        var result = Drive(stage, "journeys", connections[name], 0, plan.WarmUp, plan.Measured);
        rates[name] = result.PerSecond;
        return recorder.Add(name, turn, result);
    }

    private RunResult Paced(Stage stage, int turn, string scenario, double times)
    {
        var name = stage.Server.Name;
        var greatest = Figure.MedianOf(
            recorder
                .Runs.Where(run => run.Server == name && run.Result.Scenario == "journeys")
                .Select(run => run.Result.PerSecond)
        );
        var result = Drive(
            stage,
            scenario,
            PacedConnections,
            greatest * times,
            plan.WarmUp,
            Math.Min(plan.Measured, 6)
        );
        return recorder.Add(name, turn, result);
    }

    private RunResult Drive(
        Stage stage,
        string scenario,
        int count,
        double perSecond,
        double warmUp,
        double measured
    )
    {
        // Enough people and seats for the whole time, at a rate somewhat above the one seen last.
        var rate = perSecond > 0 ? perSecond : rates[stage.Server.Name] * 1.5;
        var people = (long)(rate * (warmUp + measured)) + count;
        var prefix = Stage.FreshPrefix();
        var season = new Season($"c{prefix}", (int)(people / SeatsOfASchedule) + 1, SeatsOfASchedule, prefix);
        stage.Prepare.Season(season);
        stage.Prepare.Users(prefix, season.Capacity);
        // The clock of arrivals starts when everybody is connected.
        using var loop = new EventLoop(stage.Server.Url);
        loop.Open(count);
        var window = new Window(
            stage.Server.Meter(),
            TimeSpan.FromSeconds(warmUp),
            TimeSpan.FromSeconds(measured)
        );
        var journeys = new Journeys(season, count, window, perSecond: perSecond);
        var result = journeys.Run(loop, scenario);
        if (stage.Server.Name == "ours")
        {
            stage.Audit(recorder);
        }
        return result;
    }
}
