using System.Diagnostics;
using System.Globalization;
using Ticketing.Bench.Run.Figures;
using Ticketing.Bench.Run.Hosts;

namespace Ticketing.Bench.Run.Benches;

/// <summary>Runs the storage benchmark of a silo, and takes the ratio of the two storages from each of its turns.</summary>
internal sealed class SiloBench(Plan plan, Workplace workplace, Recorder recorder)
{
    private const string Figure = "orleans_groupcommit_vs_adonet";

    /// <summary>Runs it.</summary>
    public void Run()
    {
        var program = workplace.Program("Storage");
        var runtime = Path.Combine(Path.GetDirectoryName(program)!, "Orleans.Runtime.dll");
        recorder.Facts["orleans"] = FileVersionInfo.GetVersionInfo(runtime).ProductVersion ?? "unknown";
        var seconds = ((int)plan.Measured).ToString(CultureInfo.InvariantCulture);
        var turns = plan.Pairs.ToString(CultureInfo.InvariantCulture);
        var log = Path.Combine(workplace.Folder, "silo.log");
        using var child = new Child(["dotnet", program, seconds, "Silo", turns], log);
        Wait.Until(() => child.HasEnded, TimeSpan.FromMinutes(5), "The silos did not end.");
        var adoNet = Read(log, "AdoNet");
        var groupCommit = Read(log, "GroupCommit");
        if (adoNet.Count != plan.Pairs || groupCommit.Count != plan.Pairs)
        {
            throw new InvalidOperationException($"A turn is missing:\n{File.ReadAllText(log)}");
        }
        foreach (var (slow, fast) in adoNet.Zip(groupCommit))
        {
            recorder.Say($"  AdoNet {slow:N0}/s, GroupCommit {fast:N0}/s");
            recorder.Sample(Figure, fast / slow);
        }
    }

    // silo, provider, wallets, rows of a commit where that is limited, writes a second, milliseconds: p50, p99.
    private static List<double> Read(string log, string provider) =>
        [
            .. File.ReadLines(log)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(words => words is ["silo", _, _, _, _, _, _] && words[1] == provider)
                .Select(words => double.Parse(words[4], NumberStyles.Number, CultureInfo.InvariantCulture)),
        ];
}
