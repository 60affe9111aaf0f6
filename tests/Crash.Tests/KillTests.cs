using Ticketing.TestSupport;

namespace Ticketing.Crash.Tests;

/// <summary>
/// The real process, killed with SIGKILL at random moments while buyers are under way: afterwards the audit is clean,
/// every acknowledged answer still holds, and nobody's rank has changed.
/// </summary>
public sealed class KillTests
{
    private const int Buyers = 250;
    private const int Kills = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(150);

    [Fact]
    public Task Nothing_acknowledged_is_lost_on_a_file() => SellThroughKillsAsync(connection: null);

    [PostgresFact]
    public async Task Nothing_acknowledged_is_lost_on_PostgreSQL() =>
        await SellThroughKillsAsync(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    [Fact]
    public async Task Ranks_are_the_same_after_a_kill()
    {
        await using var server = await RealServer.StartAsync(connection: null, capacity: 0);
        var tokens = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            tokens.Add(await server.JoinAsync($"user{i}"));
        }
        var before = await Task.WhenAll(tokens.Select(server.PollAsync));

        await server.KillAndRestartAsync();

        before.Select(place => place.Rank).ShouldBe(Enumerable.Range(1, 40).Select(rank => (long)rank));
        (await Task.WhenAll(tokens.Select(server.PollAsync))).ShouldBe(before);
    }

    private static async Task SellThroughKillsAsync(string? connection)
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        await using var server = await RealServer.StartAsync(connection, capacity: 60);
        var ledger = server.File("ledger.jsonl");
        string[] arguments =
        [
            "--buyers",
            $"{Buyers}",
            "--concert",
            "sejong-mahler-2",
            "--arrive-seconds",
            "3",
            "--think-ms",
            "0-300",
            "--expect-restarts",
            "--quiet",
            "--seed",
            $"{seed}",
            "--ledger",
            ledger,
        ];
        await using var rehearsal = server.Rehearse(arguments);
        for (var kill = 0; kill < Kills && !rehearsal.HasExited; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(300, 1800)), TimeProvider.System);
            await server.KillAndRestartAsync();
        }

        var exit = await rehearsal.WaitAsync(Patience);

        exit.ShouldBe(0, $"seed {seed}: {rehearsal.Output}");
        await server.KillAndRestartAsync();
        await using var verify = server.Rehearse("verify", "--ledger", ledger);
        (await verify.WaitAsync(Patience)).ShouldBe(0, $"seed {seed}: {verify.Output}");
        var (ok, report) = await server.AuditAsync();
        ok.ShouldBeTrue($"seed {seed}: {report}");
    }
}
