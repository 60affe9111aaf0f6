using Ticketing.Bench.Run.Figures;
using Ticketing.Bench.Run.Hosts;

namespace Ticketing.Bench.Run.Benches;

/// <summary>Runs the microbenchmarks and keeps the tables that they print, for <c>docs/benchmarks/micro.md</c>.</summary>
internal sealed class MicroBench(Workplace workplace, Recorder recorder)
{
    /// <summary>Runs them.</summary>
    /// <returns>The page.</returns>
    public string Run()
    {
        var folder = Path.Combine(workplace.Folder, "micro");
        using var child = new Child(
            ["dotnet", workplace.Program("Micro"), "--filter", "*", "--artifacts", folder],
            Path.Combine(workplace.Folder, "micro.log")
        );
        Wait.Until(() => child.HasEnded, TimeSpan.FromMinutes(10), "The microbenchmarks did not end.");
        var tables = Directory
            .GetFiles(Path.Combine(folder, "results"), "*-report-github.md")
            .Order()
            .ToList();
        if (tables.Count == 0)
        {
            throw new InvalidOperationException($"No table was printed; see {child.LogFile}.");
        }
        recorder.Say($"  {tables.Count} tables");
        return "# Microbenchmarks\n\nPrinted by BenchmarkDotNet in a run of `bench/run`.\n\n"
            + string.Join('\n', tables.Select(File.ReadAllText));
    }
}
