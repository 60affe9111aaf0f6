namespace Ticketing.Tests.Support;

/// <summary>
/// Stops everything durable at one step, before it is done or after: that one fails and none later is done,
/// as if the process had been killed there.
/// </summary>
internal sealed class CrashPlan
{
    private readonly Lock _lock = new();
    private readonly int _step;
    private readonly bool _afterwards;
    private int _begun;
    private int _done;
    private bool _isOff;

    /// <param name="step">Which durable step from now on, counted from 1.</param>
    /// <param name="afterwards">Whether that step itself is done.</param>
    public CrashPlan(int step, bool afterwards) => (_step, _afterwards) = (step, afterwards);

    /// <summary>Whether the step was reached.</summary>
    public bool HasCrashed { get; private set; }

    /// <summary>Where it crashed, for messages.</summary>
    public string Where { get; private set; } = "nowhere";

    /// <summary>Every step of so many, before and after it: the arguments of a theory.</summary>
    public static TheoryData<int, bool> EveryPoint(int steps)
    {
        var points = new TheoryData<int, bool>();
        for (var step = 1; step <= steps; step++)
        {
            points.Add(step, false);
            points.Add(step, true);
        }

        return points;
    }

    /// <summary>From now on, what the sale writes is what the plan counts.</summary>
    public void Watch(SaleHost sale)
    {
        sale.Storage.BeforeWrite = (state, key) => Before($"{state} {key}");
        sale.Storage.AfterWrite = (state, key) => After($"{state} {key}");
        sale.Line.BeforeComplete = () => Before("completing the place");
        sale.Line.AfterComplete = () => After("completing the place");
    }

    public void Before(string what)
    {
        lock (_lock)
        {
            CrashIf(++_begun == _step && !_afterwards, $"before {what}");
        }
    }

    public void After(string what)
    {
        lock (_lock)
        {
            CrashIf(++_done == _step && _afterwards, $"after {what}");
        }
    }

    /// <summary>The next process is not killed.</summary>
    public void End()
    {
        lock (_lock)
        {
            _isOff = true;
        }
    }

    private void CrashIf(bool now, string where)
    {
        if (now && !_isOff && !HasCrashed)
        {
            HasCrashed = true;
            Where = where;
        }

        if (HasCrashed && !_isOff)
        {
            throw new IOException($"Killed {Where}.");
        }
    }
}
