using System.Globalization;
using Ticketing.Cluster.Tests.Support;

namespace Ticketing.Cluster.Tests;

/// <summary>
/// What a cluster of real processes keeps to while it is being hurt. <c>CLUSTER_TEST_MINUTES</c> makes the sale with
/// killed silos as long as asked for; without it, it takes half a minute.
/// </summary>
public sealed class FaultTests
{
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(10);

    [ClusterFact]
    public async Task A_sale_goes_on_while_a_silo_is_killed_every_ten_seconds()
    {
        var minutes = System.Environment.GetEnvironmentVariable("CLUSTER_TEST_MINUTES");
        var seconds = minutes is null ? 30 : 60 * int.Parse(minutes, CultureInfo.InvariantCulture);
        await using var cluster = await TestCluster.StartAsync();
        await using var sale = Sale.Start(cluster, buyers: seconds * 12, seconds);
        await sale.UntilSellingAsync();
        for (var kill = 0; kill < seconds / 10 && !sale.IsOver; kill++)
        {
            await Task.Delay(BetweenKills, TimeProvider.System);
            await cluster.EndSiloAsync(kill % 3, "KILL");
            cluster.StartSilo(kill % 3);
        }

        var refused = await sale.CheckAsync();
        Console.WriteLine($"{seconds / 10} kills, {refused} calls refused for now and repeated.");
    }

    [ClusterFact]
    public async Task A_silo_that_was_frozen_past_detection_spoils_nothing_when_it_wakes()
    {
        await using var cluster = await TestCluster.StartAsync("GroupCommit");
        await using var sale = Sale.Start(cluster, buyers: 300, seconds: 20);
        await sale.UntilSellingAsync();
        await cluster.Silo(1).SignalAsync("STOP");
        await cluster.UntilAsync("it is declared dead", async () => await cluster.ActiveSilosAsync() == 2);
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        await cluster.Silo(1).SignalAsync("CONT");

        // It finds out that it was given up, and ends by itself.
        await cluster.Silo(1).WaitAsync(TimeSpan.FromSeconds(60));
        cluster.StartSilo(1);
        await sale.CheckAsync();
    }

    [ClusterFact]
    public async Task A_database_that_stops_and_comes_back_costs_no_acknowledged_answer()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var sale = Sale.Start(cluster, buyers: 300, seconds: 20);
        await sale.UntilSellingAsync();
        await cluster.Database.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        await cluster.Database.StartAsync();
        await sale.CheckAsync();
    }

    [ClusterFact]
    public async Task A_killed_silo_is_declared_dead_and_both_front_ends_go_on_without_it()
    {
        await using var cluster = await TestCluster.StartAsync();
        await cluster.EndSiloAsync(2, "KILL");
        var killed = TimeProvider.System.GetTimestamp();
        await cluster.UntilAsync("it is declared dead", async () => await cluster.ActiveSilosAsync() == 2);
        var seconds = TimeProvider.System.GetElapsedTime(killed).TotalSeconds;
        Console.WriteLine($"A killed silo was declared dead after {seconds:f1} s.");

        await using var sale = Sale.Start(cluster, buyers: 50, seconds: 2, expectRestarts: false);
        await sale.CheckAsync();
    }

    [ClusterFact]
    public async Task A_rolling_restart_breaks_no_promise()
    {
        await using var cluster = await TestCluster.StartAsync();
        await using var sale = Sale.Start(cluster, buyers: 400, seconds: 30, expectRestarts: false);
        await sale.UntilSellingAsync();
        for (var silo = 0; silo < 3; silo++)
        {
            await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
            await cluster.EndSiloAsync(silo, "TERM");
            cluster.StartSilo(silo);
            await cluster.UntilAsync("it is back", async () => await cluster.ActiveSilosAsync() == 3);
        }

        var refused = await sale.CheckAsync();
        Console.WriteLine($"3 silos restarted, {refused} calls refused for now and repeated.");
    }
}
