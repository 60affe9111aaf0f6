namespace Ticketing.Rehearsal.Report;

/// <summary>One histogram for each step.</summary>
internal sealed class StepLatencies
{
    private readonly LatencyHistogram[] histograms =
    [
        .. Enum.GetValues<Step>().Select(_ => new LatencyHistogram()),
    ];

    /// <summary>The histogram of a step.</summary>
    public LatencyHistogram this[Step step] => histograms[(int)step];
}
