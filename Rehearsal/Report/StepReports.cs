namespace Ticketing.Rehearsal.Report;

/// <summary>Makes the table of steps out of the histograms.</summary>
internal static class StepReports
{
    /// <summary>One row for each step that was taken at all.</summary>
    public static IReadOnlyList<StepReport> Of(StepLatencies latencies) =>
        [.. Enum.GetValues<Step>().Where(s => latencies[s].Count > 0).Select(s => Row(s, latencies[s]))];

    private static StepReport Row(Step step, LatencyHistogram times) =>
        new(
            step.ToString(),
            times.Count,
            Milliseconds(times.Mean),
            Milliseconds(times.Quantile(0.5)),
            Milliseconds(times.Quantile(0.95)),
            Milliseconds(times.Quantile(0.99)),
            Milliseconds(times.Max)
        );

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
