using System.Globalization;
using System.Text.Json;
using Ticketing.TestSupport;

namespace Ticketing.Cluster.Tests.Support;

/// <summary>
/// Buyers, in two halves, while something happens to the cluster. With nodes both halves go through HAProxy; without it
/// each has a node. With separate silos each half has a front end. Each half checks every promise on the way, ranks
/// among them, writes down each acknowledged answer, and asks for the audit at its end. Afterwards each answer of one
/// half is asked for again where the other was.
/// </summary>
internal sealed class Sale : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly TestCluster _cluster;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ticketing-sale-");
    private readonly List<ServerProcess> _halves = [];
    private readonly CancellationTokenSource _over = new();
    private readonly Task<long> _mostActive;

    private Sale(TestCluster cluster, int buyers, int seconds, bool expectRestarts)
    {
        _cluster = cluster;
        for (var half = 0; half < 2; half++)
        {
            _halves.Add(StartHalf(half, buyers / 2, seconds, expectRestarts));
        }

        _mostActive = WatchAsync();
    }

    public bool IsOver => _halves.TrueForAll(half => half.HasExited);

    public static Sale Start(TestCluster cluster, int buyers, int seconds, bool expectRestarts = true) =>
        new(cluster, buyers, seconds, expectRestarts || !cluster.KeepsConnections);

    /// <summary>Waits until both halves have answers in their ledgers.</summary>
    public Task UntilSellingAsync() =>
        _cluster.UntilAsync(
            "both halves are buying",
            () => Task.FromResult(IsOver || (Length(0) > 1000 && Length(1) > 1000))
        );

    /// <summary>Waits for the end and checks it: exit codes, the ledgers, the line's capacity, the audit.</summary>
    /// <returns>How many calls were refused for now, each of which was repeated with success.</returns>
    public async Task<long> CheckAsync()
    {
        long refused = 0;
        for (var half = 0; half < 2; half++)
        {
            var code = await _halves[half].WaitAsync(Patience);
            code.ShouldBe(0, _halves[half].Output);
            refused += Refused(half);
            Console.WriteLine(_halves[half].Output);
        }

        await _over.CancelAsync();
        (await _mostActive).ShouldBeLessThanOrEqualTo(TestCluster.Capacity);
        for (var half = 0; half < 2; half++)
        {
            await using var verify = ServerProcess.Start(
                "verify",
                Programs.Rehearsal,
                ["verify", "--url", _cluster.Doors[1 - half].AbsoluteUri, "--ledger", Ledger(half)],
                []
            );
            (await verify.WaitAsync(Patience)).ShouldBe(0, verify.Output);
        }

        var audit = await _cluster.AskAsync(HttpMethod.Post, "api/admin/audit");
        audit.GetProperty("ok").GetBoolean().ShouldBeTrue(audit.ToString());
        return refused;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        foreach (var half in _halves)
        {
            await half.DisposeAsync();
        }

        _over.Dispose();
        _folder.Delete(recursive: true);
    }

    private ServerProcess StartHalf(int half, int buyers, int seconds, bool expectRestarts)
    {
        string[] arguments =
        [
            "--url",
            _cluster.Doors[half].AbsoluteUri,
            "--admin-key",
            TestCluster.AdminKey,
            "--buyers",
            buyers.ToString(CultureInfo.InvariantCulture),
            "--arrive-seconds",
            seconds.ToString(CultureInfo.InvariantCulture),
            "--limit-seconds",
            (seconds + 240).ToString(CultureInfo.InvariantCulture),
            "--connections",
            "32",
            "--quiet",
            "--ledger",
            Ledger(half),
            "--json",
            Report(half),
        ];
        return ServerProcess.Start(
            $"buyers {half}",
            Programs.Rehearsal,
            expectRestarts ? arguments.Append("--expect-restarts") : arguments,
            []
        );
    }

    // More people active at once than there is room for would be a broken promise, whenever it is seen.
    private async Task<long> WatchAsync()
    {
        long most = 0;
        while (!_over.IsCancellationRequested)
        {
            var queue = await _cluster.AskAsync(HttpMethod.Get, "api/admin/queues/default");
            most = Math.Max(most, queue.GetProperty("active").GetInt64());
            await Task.Delay(TimeSpan.FromMilliseconds(250), TimeProvider.System);
        }

        return most;
    }

    private long Refused(int half)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(Report(half)));
        return
            report.RootElement.TryGetProperty("refusals", out var refusals)
            && refusals.TryGetProperty("unavailable", out var unavailable)
            ? unavailable.GetInt64()
            : 0;
    }

    private long Length(int half) => new FileInfo(Ledger(half)) is { Exists: true } file ? file.Length : 0;

    private string Ledger(int half) => Path.Combine(_folder.FullName, $"ledger-{half}");

    private string Report(int half) => Path.Combine(_folder.FullName, $"report-{half}.json");
}
