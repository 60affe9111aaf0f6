namespace Ticketing.Queue.Line;

/// <summary>How fast the front of the line went in the last five minutes, in slots of five seconds.</summary>
internal sealed class OutflowMeter
{
    private const int Slots = 60;
    private readonly int[] _counts = new int[Slots];
    private readonly bool[] _waited = new bool[Slots];
    private long _firstSlot = -1;
    private long _slot = -1;
    private (long Slot, Outflow Outflow) _measured = (-1, Outflow.Unknown);

    /// <summary>Counts people who no longer wait.</summary>
    /// <param name="count">How many.</param>
    /// <param name="othersWait">
    /// Whether somebody still does. Where nobody has to wait, the flow is that of the people who come, and says
    /// nothing of how fast a line would go.
    /// </param>
    /// <param name="nowSeconds">When.</param>
    public void Add(long count, bool othersWait, long nowSeconds)
    {
        Advance(nowSeconds);
        _counts[_slot % Slots] += (int)count;
        _waited[_slot % Slots] &= othersWait;
    }

    /// <summary>The speed over the slots in which people waited all the time.</summary>
    public Outflow Measure(long nowSeconds)
    {
        Advance(nowSeconds);
        if (_measured.Slot != _slot)
        {
            _measured = (_slot, Measure());
        }
        return _measured.Outflow;
    }

    /// <summary>How many a minute, in all slots.</summary>
    public double PerMinute(long nowSeconds)
    {
        Advance(nowSeconds);
        var slots = Ended().ToList();
        return slots.Count == 0 ? 0 : slots.Average(slot => _counts[slot]) * 60 / Outflow.SlotSeconds;
    }

    private Outflow Measure()
    {
        var counts = Ended().Where(slot => _waited[slot]).Select(slot => (double)_counts[slot]).ToList();
        var sum = counts.Sum();
        if (sum == 0)
        {
            return Outflow.Unknown;
        }
        var mean = sum / counts.Count;
        var variance = counts.Sum(count => (count - mean) * (count - mean)) / counts.Count;
        return new Outflow(mean / Outflow.SlotSeconds, Math.Sqrt(variance) / mean, counts.Count);
    }

    // The running slot is left out: it is not over.
    private IEnumerable<long> Ended()
    {
        var slots = (int)Math.Min(_slot - _firstSlot, Slots - 1);
        return Enumerable.Range(1, slots).Select(back => (_slot - back) % Slots);
    }

    private void Advance(long nowSeconds)
    {
        var slot = nowSeconds / Outflow.SlotSeconds;
        if (_slot < 0 || slot - _slot >= Slots)
        {
            (_firstSlot, _slot) = (slot, slot - 1);
        }
        while (_slot < slot)
        {
            _slot++;
            (_counts[_slot % Slots], _waited[_slot % Slots]) = (0, true);
        }
    }
}
