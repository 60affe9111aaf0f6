namespace Ticketing.Queue.Line;

/// <summary>How fast the front of the line went in the last five minutes, in slots of five seconds.</summary>
internal sealed class OutflowMeter
{
    private const int SlotSeconds = 5;
    private const int Slots = 60;
    private readonly int[] _counts = new int[Slots];
    private long _firstSlot = -1;
    private long _slot = -1;

    public void Add(long count, long nowSeconds)
    {
        Advance(nowSeconds);
        _counts[_slot % Slots] += (int)count;
    }

    /// <summary>People a second, and twice the relative standard error of that; zero where it was not measured.</summary>
    public (double PerSecond, double Spread) Measure(long nowSeconds)
    {
        Advance(nowSeconds);
        // The running slot is left out unless there is no other: it is not over.
        var slots = (int)Math.Min(_slot - _firstSlot, Slots - 1);
        if (slots == 0)
        {
            return (0, 0);
        }
        double sum = 0;
        double squares = 0;
        for (var back = 1; back <= slots; back++)
        {
            double count = _counts[(_slot - back) % Slots];
            sum += count;
            squares += count * count;
        }
        if (sum == 0)
        {
            return (0, 0);
        }
        var mean = sum / slots;
        var deviation = Math.Sqrt(Math.Max(0, (squares / slots) - (mean * mean)));
        return (mean / SlotSeconds, 2 * deviation / mean / Math.Sqrt(slots));
    }

    private void Advance(long nowSeconds)
    {
        var slot = nowSeconds / SlotSeconds;
        if (_slot < 0)
        {
            _slot = _firstSlot = slot;
        }
        if (slot - _slot >= Slots)
        {
            Array.Clear(_counts);
            _slot = slot;
        }
        while (_slot < slot)
        {
            _counts[++_slot % Slots] = 0;
        }
    }
}
