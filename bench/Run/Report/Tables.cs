using System.Globalization;
using System.Text;
using Ticketing.Bench.Run.Figures;

namespace Ticketing.Bench.Run.Report;

/// <summary>The tables of the page, in Markdown.</summary>
internal static class Tables
{
    /// <summary>All of them.</summary>
    public static string Render(
        Plan plan,
        IReadOnlyDictionary<string, string> machine,
        IReadOnlyList<Figure> figures,
        Recorder recorder,
        DateTimeOffset at
    )
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"A {plan.Name} run of {at:yyyy-MM-dd HH:mm} UTC, {plan.Pairs} turns of {plan.Measured} s each, with {plan.Waiting:N0} people waiting and histories of {plan.Entries:N0} entries.\n\n"
        );
        text.Append(
            "| Figure | Must reach | Min | Median | Max | |\n| --- | --- | ---: | ---: | ---: | --- |\n"
        );
        foreach (var figure in figures)
        {
            text.Append(
                $"| `{figure.Key}`: {figure.What} | {figure.Sign} {Show(figure.Target)} | {Show(figure.Min)} | "
                    + $"{Show(figure.Median)} | {Show(figure.Max)} | {Verdict(figure)} |\n"
            );
        }
        text.Append(
            "\n![Whole journeys](journeys.svg) ![CPU of a journey](journeys-cpu.svg)\n"
                + "![Polls and joins](line.svg) ![Under more load than it can take](load.svg)\n"
        );
        Runs(text, recorder);
        text.Append("\n| Machine | |\n| --- | --- |\n");
        foreach (var (name, value) in machine)
        {
            text.Append($"| {name} | {value} |\n");
        }
        foreach (var (name, value) in recorder.Facts)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {value:N0} |\n");
        }
        return text.ToString();
    }

    private static void Runs(StringBuilder text, Recorder recorder)
    {
        text.Append(
            "\nMedians of the turns. CPU is of service and database together; the client's own is apart.\n\n"
                + "| Load | Server | A second | CPU ms | of it service | Client CPU ms | p50 ms | p99 ms | Refused |\n"
                + "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
        );
        foreach (var group in recorder.Runs.GroupBy(run => (run.Result.Scenario, run.Server)))
        {
            double Middle(Func<Measured, double> of) => Figure.MedianOf(group.Select(of));
            var step = group.First().Result.Latencies.Keys.Last();
            text.Append(
                $"| {group.Key.Scenario} | {group.Key.Server} | {Show(Middle(run => run.Result.PerSecond))} | "
                    + $"{Show(Middle(run => run.Result.CpuMsPerOperation))} | "
                    + $"{Show(Middle(run => run.Result.Cpu["service"] * 1000 / Math.Max(1, run.Result.Done)))} | "
                    + $"{Show(Middle(run => run.Result.ClientCpuMsPerOperation))} | "
                    + $"{Show(Middle(run => run.Result.Latencies[step].P50))} | "
                    + $"{Show(Middle(run => run.Result.Latencies[step].P99))} | "
                    + $"{Show(Middle(run => run.Result.Refused.Values.Sum()))} |\n"
            );
        }
    }

    private static string Verdict(Figure figure) =>
        figure.Reached switch
        {
            true => "reached",
            false => "**not reached**",
            null => "not measured in this run",
        };

    private static string Show(double? value) =>
        value switch
        {
            null => "–",
            >= 1000 => value.Value.ToString("N0", CultureInfo.InvariantCulture),
            _ => value.Value.ToString("G3", CultureInfo.InvariantCulture),
        };
}
