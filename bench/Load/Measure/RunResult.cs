using Ticketing.Rehearsal.Report;

namespace Ticketing.Bench.Load.Measure;

/// <summary>What one run of load measured; printed as one JSON object.</summary>
internal sealed record RunResult
{
    /// <summary>What was driven: journeys, polls, joins …</summary>
    public required string Scenario { get; init; }

    /// <summary>Connections, or arrivals a second where <see cref="Offered"/> is set.</summary>
    public int Connections { get; init; }

    /// <summary>Arrivals a second that were offered, whatever the server did; null for a closed loop.</summary>
    public double? Offered { get; init; }

    /// <summary>Seconds measured.</summary>
    public double Seconds { get; init; }

    /// <summary>Operations that succeeded in that time.</summary>
    public long Done { get; init; }

    /// <summary>Operations a second.</summary>
    public double PerSecond { get; init; }

    /// <summary>CPU of service and database for one operation, in milliseconds.</summary>
    public double CpuMsPerOperation { get; init; }

    /// <summary>CPU of the client for one operation, in milliseconds; not part of the above.</summary>
    public double ClientCpuMsPerOperation { get; init; }

    /// <summary>CPU seconds by process tree.</summary>
    public IReadOnlyDictionary<string, double> Cpu { get; init; } = new Dictionary<string, double>();

    /// <summary>CPU seconds of the whole machine.</summary>
    public double MachineCpuSeconds { get; init; }

    /// <summary>Answers by status that were not success; 0: the connection failed.</summary>
    public IReadOnlyDictionary<int, long> Refused { get; init; } = new Dictionary<int, long>();

    /// <summary>Latencies by step.</summary>
    public IReadOnlyDictionary<string, Latency> Latencies { get; init; } = new Dictionary<string, Latency>();

    /// <summary>Puts a reading and its counts together.</summary>
    public static RunResult Of(
        string scenario,
        int connections,
        long done,
        CpuReading cpu,
        IReadOnlyDictionary<int, long> refused,
        IEnumerable<KeyValuePair<string, LatencyHistogram>> latencies
    ) =>
        new()
        {
            Scenario = scenario,
            Connections = connections,
            Seconds = cpu.Seconds,
            Done = done,
            PerSecond = done / cpu.Seconds,
            CpuMsPerOperation = done == 0 ? 0 : cpu.Served * 1000 / done,
            ClientCpuMsPerOperation = done == 0 ? 0 : cpu.Client * 1000 / done,
            Cpu = cpu.Watched,
            MachineCpuSeconds = cpu.Machine,
            Refused = refused,
            Latencies = latencies.ToDictionary(pair => pair.Key, pair => Latency.Of(pair.Value)),
        };
}

/// <summary>Latency of one step in milliseconds.</summary>
internal sealed record Latency(double P50, double P90, double P99, double Max, long Count)
{
    /// <summary>Reads the quantiles out of a histogram.</summary>
    public static Latency Of(LatencyHistogram counts) =>
        new(
            counts.Quantile(0.5).TotalMilliseconds,
            counts.Quantile(0.9).TotalMilliseconds,
            counts.Quantile(0.99).TotalMilliseconds,
            counts.Max.TotalMilliseconds,
            counts.Count
        );
}
