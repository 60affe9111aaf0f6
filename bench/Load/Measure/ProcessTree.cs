using System.Globalization;

namespace Ticketing.Bench.Load.Measure;

/// <summary>CPU time and memory of a process and all that it started, read from <c>/proc</c>.</summary>
internal static class ProcessTree
{
    /// <summary>Ticks of <c>/proc</c> in a second; the kernel shows user space 100 wherever it runs.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of CPU that a process, its living descendants and its ended children have used.</summary>
    public static double CpuSeconds(int root)
    {
        var parents = Parents();
        double ticks = 0;
        foreach (var id in Descendants(root, parents))
        {
            if (Stat(id) is { } fields)
            {
                // utime, stime, and those of children that have ended: fields 14 to 17, counted after the name.
                ticks += Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]);
            }
        }
        return ticks / TicksPerSecond;
    }

    /// <summary>Resident bytes of one process.</summary>
    public static long ResidentBytes(int id)
    {
        foreach (var line in File.ReadLines($"/proc/{id}/status"))
        {
            if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
            {
                return long.Parse(line[6..^2].Trim(), CultureInfo.InvariantCulture) * 1024;
            }
        }
        return 0;
    }

    /// <summary>Seconds in which the machine's processors were busy, for whatever reason.</summary>
    public static double MachineBusySeconds()
    {
        var fields = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // user nice system idle iowait irq softirq steal: all but idle and iowait.
        double busy = 0;
        for (var i = 1; i <= 8; i++)
        {
            busy += i is 4 or 5 ? 0 : Number(fields[i]);
        }
        return busy / TicksPerSecond;
    }

    private static List<int> Descendants(int root, Dictionary<int, int> parents)
    {
        List<int> found = [root];
        for (var i = 0; i < found.Count; i++)
        {
            found.AddRange(parents.Where(pair => pair.Value == found[i]).Select(pair => pair.Key));
        }
        return found;
    }

    private static Dictionary<int, int> Parents()
    {
        var parents = new Dictionary<int, int>();
        foreach (var path in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(path), out var id) && Stat(id) is { } fields)
            {
                parents[id] = (int)Number(fields[1]);
            }
        }
        return parents;
    }

    private static string[]? Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            // The name stands in parentheses and may hold spaces: what is counted starts after it, at field 3.
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
