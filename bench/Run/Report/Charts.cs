using Ticketing.Bench.Run.Figures;

namespace Ticketing.Bench.Run.Report;

/// <summary>The charts of the page, each drawn from the runs alone.</summary>
internal static class Charts
{
    /// <summary>File names and their content.</summary>
    public static IEnumerable<(string Name, string Svg)> Draw(IReadOnlyList<Measured> runs)
    {
        var journeys = Of(runs, "journeys");
        yield return (
            "journeys.svg",
            BarChart.Draw("Whole journeys a second", Bars(journeys, run => run.Result.PerSecond))
        );
        yield return (
            "journeys-cpu.svg",
            BarChart.Draw(
                "CPU of a whole journey, service and database, ms",
                Bars(journeys, run => run.Result.CpuMsPerOperation)
            )
        );
        yield return (
            "line.svg",
            BarChart.Draw(
                "Polls and durable joins a second",
                [
                    .. Bars(Of(runs, "polls"), run => run.Result.PerSecond, "polls, "),
                    .. Bars(Of(runs, "joins"), run => run.Result.PerSecond, "joins, "),
                ]
            )
        );
        yield return (
            "load.svg",
            BarChart.Draw(
                "Journeys ended a second when 1, 2 and 5 times the greatest load arrives",
                [
                    .. runs.Where(run => run.Result.Scenario.StartsWith("load-", StringComparison.Ordinal))
                        .GroupBy(run => $"{run.Server} {run.Result.Scenario[5..]}")
                        .Select(group => Bar(group.Key, group, run => run.Result.PerSecond)),
                ]
            )
        );
    }

    private static IEnumerable<Measured> Of(IReadOnlyList<Measured> runs, string scenario) =>
        runs.Where(run => run.Result.Scenario == scenario);

    private static List<Bar> Bars(
        IEnumerable<Measured> runs,
        Func<Measured, double> of,
        string prefix = ""
    ) => [.. runs.GroupBy(run => run.Server).Select(group => Bar(prefix + group.Key, group, of))];

    private static Bar Bar(string name, IEnumerable<Measured> group, Func<Measured, double> of) =>
        new(name, group.Min(of), Figure.MedianOf(group.Select(of)), group.Max(of));
}
