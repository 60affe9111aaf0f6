using System.Globalization;
using Ticketing.Bench.Run.Figures;
using Ticketing.Bench.Run.Hosts;

namespace Ticketing.Bench.Run.Benches;

/// <summary>Runs the benchmark of the embedded runtime and takes its first figure: calls of one grain on one core.</summary>
internal sealed class EmbeddedBench(Workplace workplace, Recorder recorder)
{
    private const string Wanted = "no-op calls of one grain, from outside";

    /// <summary>Runs it.</summary>
    public void Run()
    {
        var program = Path.Combine(
            workplace.Repository,
            "artifacts/Embedded/bin/Embedded/release/Embedded.Bench.dll"
        );
        var log = Path.Combine(workplace.Folder, "embedded.log");
        using var child = new Child(["dotnet", program], log);
        Wait.Until(() => child.HasEnded, TimeSpan.FromMinutes(5), "The benchmark did not end.");
        foreach (var line in File.ReadLines(log))
        {
            recorder.Say($"  {line}");
            if (line.StartsWith(Wanted, StringComparison.Ordinal))
            {
                var figure = line[Wanted.Length..].Replace("a second", "", StringComparison.Ordinal).Trim();
                recorder.Sample(
                    "embedded_calls_per_second",
                    double.Parse(figure, NumberStyles.Number, CultureInfo.InvariantCulture)
                );
            }
        }
    }
}
