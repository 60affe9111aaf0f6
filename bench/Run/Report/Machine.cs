using System.Runtime.InteropServices;
using Ticketing.Bench.Run.Hosts;

namespace Ticketing.Bench.Run.Report;

/// <summary>The machine that a run was on.</summary>
internal static class Machine
{
    /// <summary>Facts by name.</summary>
    public static SortedDictionary<string, string> Describe() =>
        new(StringComparer.Ordinal)
        {
            ["cores"] = $"{Environment.ProcessorCount}, shared with the load client",
            ["processor"] = Field("/proc/cpuinfo", "model name"),
            ["memory"] = Field("/proc/meminfo", "MemTotal"),
            ["system"] = $"{RuntimeInformation.OSDescription}",
            ["runtime"] = RuntimeInformation.FrameworkDescription,
            ["disk"] = new DriveInfo(Path.GetTempPath()).DriveFormat,
            ["postgres"] = Postgres.Version,
            ["load at start"] = File.ReadAllText("/proc/loadavg").Trim(),
        };

    private static string Field(string file, string name) =>
        File.ReadLines(file)
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))
            ?.Split(':', 2)[1]
            .Trim()
        ?? "unknown";
}
