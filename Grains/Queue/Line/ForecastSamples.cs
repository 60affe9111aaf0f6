namespace Ticketing.Queue.Line;

/// <summary>Remembers what some people were told, to compare it with how long they then waited.</summary>
internal sealed class ForecastSamples
{
    private const int Kept = 512;
    private readonly Dictionary<long, (long AtMs, WaitEstimate Told)> _open = [];
    private readonly Queue<(bool Within, double Error)> _done = new();

    public void Told(long number, Moment now, WaitEstimate estimate)
    {
        if (_open.Count < Kept && estimate.HighSeconds > 0)
        {
            _open.TryAdd(number, (now.Ms, estimate));
        }
    }

    /// <summary>Closes the samples of people who no longer wait.</summary>
    public void Settle(WaitingLine line, Moment now)
    {
        foreach (var (number, (at, told)) in _open)
        {
            var phase = line.PhaseOf(number);
            if (phase == PlacePhase.Waiting)
            {
                continue;
            }
            _open.Remove(number);
            if (phase == PlacePhase.Active)
            {
                Add((now.Ms - at) / 1000.0, told);
            }
        }
    }

    public ForecastQuality Quality()
    {
        if (_done.Count == 0)
        {
            return new ForecastQuality(0, 0, 0);
        }
        var errors = _done.Select(sample => sample.Error).Order().ToArray();
        var within = _done.Count(sample => sample.Within) / (double)_done.Count;
        return new ForecastQuality(_done.Count, within, errors[errors.Length / 2]);
    }

    private void Add(double waited, WaitEstimate told)
    {
        if (_done.Count == Kept)
        {
            _done.Dequeue();
        }
        var within = waited >= told.LowSeconds && waited <= told.HighSeconds;
        _done.Enqueue((within, Math.Abs(told.LikelySeconds - waited) / Math.Max(waited, 1)));
    }
}
