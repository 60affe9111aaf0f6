namespace Ticketing.Queue.Line;

/// <summary>
/// What the line knows of waits: how fast it goes, and how right those were told who waited. About once a second
/// somebody who waits is picked at random, so that the answers which people poll for are judged, early and late ones.
/// </summary>
internal sealed class WaitForecast(Random random)
{
    private const int PeriodMs = 1000;
    private readonly OutflowMeter _outflow = new();
    private readonly ForecastSamples _samples = new();
    private long _sampledMs;

    /// <summary>Takes note of a turn.</summary>
    /// <param name="line">The line as the turn leaves it.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="gone">How many of those who waited no longer do.</param>
    /// <param name="now">The time of the turn.</param>
    public void Observe(WaitingLine line, QueueSettings settings, long gone, Moment now)
    {
        _outflow.Add(gone, line.Waiting > 0, now.Ms / 1000);
        if (now.Ms - _sampledMs < PeriodMs)
        {
            return;
        }
        _sampledMs = now.Ms;
        _samples.Settle(line, now);
        var first = line.FirstWaiting();
        if (first == 0)
        {
            return;
        }
        var number = random.NextInt64(first, line.NextNumber);
        if (line.PhaseOf(number) == PlacePhase.Waiting)
        {
            var ahead = line.CountAhead(number);
            _samples.Told(number, now, WaitRules.Estimate(ahead, settings, line.Active.Count, Speed(now)));
        }
    }

    /// <summary>How fast the line goes while people wait.</summary>
    public Outflow Speed(Moment now) => _outflow.Measure(now.Ms / 1000);

    /// <summary>How many left the line a minute, whether others waited or not.</summary>
    public double PerMinute(Moment now) => _outflow.PerMinute(now.Ms / 1000);

    /// <summary>Estimated against measured waits.</summary>
    public ForecastQuality Quality() => _samples.Quality();
}
