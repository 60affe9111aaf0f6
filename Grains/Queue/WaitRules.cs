namespace Ticketing.Queue;

/// <summary>An estimated wait in seconds: where it probably lies, and the middle of that.</summary>
public readonly record struct WaitEstimate(int LowSeconds, int LikelySeconds, int HighSeconds);

/// <summary>How long somebody in the line will wait, and how soon asking again makes sense.</summary>
public static class WaitRules
{
    private const int LongestSeconds = 7 * 24 * 3600;
    private const double SpreadBySettings = 0.5;
    private const double LeastSpread = 0.15;
    private const double GreatestSpread = 0.9;

    /// <summary>
    /// The measured speed of the front where there is one; otherwise what the settings allow: a batch each period, or
    /// as many as the capacity serves where it is used up. The interval is two standard errors wide on either side, of
    /// what was measured and of what a wait of that length will see, and one period more at its upper end, because
    /// people are admitted once a period.
    /// </summary>
    public static WaitEstimate Estimate(long ahead, QueueSettings settings, long active, Outflow outflow)
    {
        if (ahead == 0 && active < settings.Capacity && !settings.Paused)
        {
            return new WaitEstimate(0, 0, settings.AdmissionPeriodSeconds);
        }
        var measured = outflow.PerSecond > 0;
        var speed = measured ? outflow.PerSecond : SpeedBySettings(settings, active);
        var seconds = Math.Min((ahead + 1) / speed, LongestSeconds);
        var spread = measured ? SpreadOf(outflow, seconds) : SpreadBySettings;
        return new WaitEstimate(
            (int)(seconds * (1 - spread)),
            (int)Math.Round(seconds),
            (int)
                Math.Min(
                    Math.Ceiling((seconds * (1 + spread)) + settings.AdmissionPeriodSeconds),
                    LongestSeconds
                )
        );
    }

    /// <summary>In how many seconds to poll again: seldom far behind, but well within the idle time.</summary>
    public static int PollAfter(PlacePhase phase, WaitEstimate wait, QueueSettings settings)
    {
        var (wanted, limit) = phase switch
        {
            PlacePhase.Waiting => (
                wait.LowSeconds switch
                {
                    < 15 => 1,
                    < 60 => 2,
                    < 300 => 5,
                    _ => 10,
                },
                settings.WaitingIdleSeconds
            ),
            PlacePhase.Active => (5, settings.NoShowSeconds),
            _ => (30, int.MaxValue),
        };
        return Math.Clamp(limit / 3, 1, wanted);
    }

    private static double SpreadOf(Outflow outflow, double seconds)
    {
        var slotsToCome = Math.Max(seconds / Outflow.SlotSeconds, 1);
        var error = 2 * outflow.Deviation * Math.Sqrt((1.0 / outflow.Slots) + (1 / slotsToCome));
        return Math.Clamp(error, LeastSpread, GreatestSpread);
    }

    private static double SpeedBySettings(QueueSettings settings, long active)
    {
        var byPeriod = (double)settings.AdmissionBatch / settings.AdmissionPeriodSeconds;
        var byCapacity = (double)Math.Max(settings.Capacity, 1) / settings.ActiveSeconds;
        return active < settings.Capacity ? byPeriod : Math.Min(byPeriod, byCapacity);
    }
}
