using System.Diagnostics;

namespace Ticketing.Bench.Load.Measure;

/// <summary>The processes whose CPU a run counts: each has a name and the process at the root of its tree.</summary>
internal sealed class CpuMeter(IReadOnlyDictionary<string, int> watched)
{
    private readonly Dictionary<string, double> begun = [];
    private double ownBegun;
    private double machineBegun;
    private long startedAt;

    /// <summary>Starts counting.</summary>
    public void Begin()
    {
        foreach (var (name, id) in watched)
        {
            begun[name] = ProcessTree.CpuSeconds(id);
        }
        ownBegun = Environment.CpuUsage.TotalTime.TotalSeconds;
        machineBegun = ProcessTree.MachineBusySeconds();
        startedAt = Stopwatch.GetTimestamp();
    }

    /// <summary>What was used since <see cref="Begin"/>.</summary>
    public CpuReading End()
    {
        var seconds = Stopwatch.GetElapsedTime(startedAt).TotalSeconds;
        var own = Environment.CpuUsage.TotalTime.TotalSeconds - ownBegun;
        var machine = ProcessTree.MachineBusySeconds() - machineBegun;
        var used = watched.ToDictionary(
            pair => pair.Key,
            pair => ProcessTree.CpuSeconds(pair.Value) - begun[pair.Key]
        );
        return new CpuReading(seconds, used, own, machine);
    }
}

/// <summary>CPU seconds used in a stretch of time.</summary>
/// <param name="Seconds">How long it was.</param>
/// <param name="Watched">By watched process tree.</param>
/// <param name="Client">By this client itself.</param>
/// <param name="Machine">By everything on the machine.</param>
internal sealed record CpuReading(
    double Seconds,
    IReadOnlyDictionary<string, double> Watched,
    double Client,
    double Machine
)
{
    /// <summary>By all watched process trees together.</summary>
    public double Served => Watched.Values.Sum();
}
