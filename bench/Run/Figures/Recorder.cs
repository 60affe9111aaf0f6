using Ticketing.Bench.Load.Measure;

namespace Ticketing.Bench.Run.Figures;

/// <summary>One run of load against one server.</summary>
/// <param name="Server">Which server.</param>
/// <param name="Turn">Which of the interleaved turns, from 1; 0: not one of a pair.</param>
/// <param name="Result">What was measured.</param>
internal sealed record Measured(string Server, int Turn, RunResult Result);

/// <summary>Gathers what a run measures, and tells it on the way.</summary>
internal sealed class Recorder(Plan plan, TextWriter progress, TimeProvider time)
{
    private readonly Dictionary<string, List<double>> samples = [];
    private readonly long started = time.GetTimestamp();

    /// <summary>Every run of load.</summary>
    public List<Measured> Runs { get; } = [];

    /// <summary>Further facts by name: sizes, counts, memory.</summary>
    public SortedDictionary<string, object> Facts { get; } = new(StringComparer.Ordinal);

    /// <summary>Further pages by file name, as the parts of the run wrote them.</summary>
    public Dictionary<string, string> Pages { get; } = [];

    /// <summary>What went wrong.</summary>
    public List<string> Failures { get; } = [];

    /// <summary>Notes a sample of a figure.</summary>
    public void Sample(string key, double value)
    {
        if (plan != Plan.Full && Catalog.OfFullSizes.Contains(key))
        {
            Say($"  {key} = {value:G4}, not reported: it needs the full sizes");
            return;
        }
        if (!samples.TryGetValue(key, out var list))
        {
            samples[key] = list = [];
        }
        list.Add(value);
        Say($"  {key} = {value:G4}");
    }

    /// <summary>Notes a run of load.</summary>
    /// <exception cref="InvalidOperationException">Nothing was done in it, so there is nothing to note.</exception>
    public RunResult Add(string server, int turn, RunResult result)
    {
        if (result.Done == 0)
        {
            throw new InvalidOperationException(
                $"{server} answered nothing of '{result.Scenario}' while it counted."
            );
        }
        Runs.Add(new Measured(server, turn, result));
        Say(
            $"  {server, -12} {result.Scenario, -10} {result.PerSecond, 9:N0}/s  {result.CpuMsPerOperation:F4} ms CPU"
                + (result.Refused.Count == 0 ? "" : $"  refused {string.Join(' ', result.Refused)}")
        );
        return result;
    }

    /// <summary>Tells what is being done, with the seconds since the start.</summary>
    public void Say(string what) =>
        progress.WriteLine($"{time.GetElapsedTime(started).TotalSeconds, 6:F0} s {what}");

    /// <summary>Does a part of the run; if it fails, the others go on.</summary>
    public void Part(string name, Action part)
    {
        Say(name);
        try
        {
            part();
        }
        catch (Exception e)
        {
            Failures.Add($"{name}: {e.Message}");
            Say($"FAILED {name}: {e}");
        }
    }

    /// <summary>All figures with their samples.</summary>
    public IReadOnlyList<Figure> Figures() =>
        [
            .. Catalog.All.Select(figure =>
                figure with
                {
                    Samples = samples.GetValueOrDefault(figure.Key, []),
                }
            ),
        ];
}
