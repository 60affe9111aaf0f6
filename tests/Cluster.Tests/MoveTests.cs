using Npgsql;
using Ticketing.Cluster.Tests.Support;
using Ticketing.TestSupport;

namespace Ticketing.Cluster.Tests;

/// <summary>One database, first of a single process, then of a cluster.</summary>
public sealed class MoveTests
{
    private static readonly string[] Tables = ["wallets", "ledger", "reservations", "payments", "tickets"];

    [ClusterFact]
    public Task A_database_moves_from_one_process_to_nodes_with_ado_net() =>
        MoveAsync(ClusterShape.Nodes, "AdoNet");

    [ClusterFact]
    public Task A_database_moves_from_one_process_to_separate_silos_with_group_commit() =>
        MoveAsync(ClusterShape.Separate, "GroupCommit");

    private static async Task MoveAsync(ClusterShape shape, string provider)
    {
        var database = await PostgresServer.CreateAsync();
        var connection = await database.CreateDatabaseAsync();
        var folder = Directory.CreateTempSubdirectory("ticketing-move-");
        var ledger = Path.Combine(folder.FullName, "ledger");
        await SellAsync(connection, ledger);
        var before = await ReadAsync(connection);

        // It owns the database from here on, and takes it down at the end.
        await using var cluster = await TestCluster.StartAsync(shape, provider, database, connection);
        (await ReadAsync(connection)).ShouldBe(before);
        await using var verify = ServerProcess.Start(
            "verify",
            Programs.Rehearsal,
            ["verify", "--url", cluster.Doors[0].AbsoluteUri, "--ledger", ledger],
            []
        );
        (await verify.WaitAsync(TimeSpan.FromMinutes(2))).ShouldBe(0, verify.Output);
        await using (var sale = Sale.Start(cluster, buyers: 100, seconds: 5, expectRestarts: false))
        {
            await sale.CheckAsync();
        }

        folder.Delete(recursive: true);
    }

    private static async Task SellAsync(string connection, string ledger)
    {
        var url = TestCluster.Url();
        await using var server = ServerProcess.Start(
            "single process",
            Programs.WebFrontend,
            ["--urls", url.AbsoluteUri],
            TestCluster.Environment(connection, "GroupCommit")
        );
        using var http = new HttpClient();
        for (var tries = 0; !await AnswersAsync(http, url); tries++)
        {
            tries.ShouldBeLessThan(300, server.Output);
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        await using var buyers = ServerProcess.Start(
            "buyers",
            Programs.Rehearsal,
            [
                "--url",
                url.AbsoluteUri,
                "--admin-key",
                TestCluster.AdminKey,
                "--buyers",
                "200",
                "--arrive-seconds",
                "4",
                "--quiet",
                "--ledger",
                ledger,
            ],
            []
        );
        (await buyers.WaitAsync(TimeSpan.FromMinutes(2))).ShouldBe(0, buyers.Output);

        // The hard way: whatever was acknowledged is in the database.
        await server.SignalAsync("KILL");
        await server.WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri url)
    {
        try
        {
            return (await http.GetAsync(new Uri(url, "health"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // Every row of every view, in one text each: reservations, payments, tickets, entries and balances.
    private static async Task<Dictionary<string, string>> ReadAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        var rows = new Dictionary<string, string>();
        foreach (var table in Tables)
        {
            await using var command = source.CreateCommand(
                $"SELECT count(*) || ' ' || coalesce(md5(string_agg(row::text, '|' ORDER BY row::text)), '') "
                    + $"FROM {table} AS row"
            );
            rows[table] = (string)(await command.ExecuteScalarAsync())!;
            rows[table].ShouldNotStartWith("0 ");
        }

        return rows;
    }
}
