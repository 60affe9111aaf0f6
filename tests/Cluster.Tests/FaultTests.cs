using System.Globalization;
using Ticketing.Cluster.Tests.Support;

namespace Ticketing.Cluster.Tests;

/// <summary>
/// What a cluster of real processes keeps to while members of it fail, whether these are nodes or silos.
/// <c>CLUSTER_TEST_MINUTES</c> makes the sale with killed members as long as asked for; without it, it takes half a
/// minute.
/// </summary>
public abstract class FaultTests(ClusterFixture fixture)
{
    private static readonly TimeSpan BetweenKills = TimeSpan.FromSeconds(10);

    [ClusterFact]
    public async Task A_sale_goes_on_while_a_member_is_killed_every_ten_seconds()
    {
        var minutes = System.Environment.GetEnvironmentVariable("CLUSTER_TEST_MINUTES");
        var seconds = minutes is null ? 25 : 60 * int.Parse(minutes, CultureInfo.InvariantCulture);
        var cluster = await fixture.GetAsync();
        await using var sale = Sale.Start(cluster, buyers: seconds * 12, seconds);
        await sale.UntilSellingAsync();
        var kills = 0;
        for (; kills * BetweenKills.TotalSeconds < seconds && !sale.IsOver; kills++)
        {
            var next = Task.Delay(BetweenKills, TimeProvider.System);
            await cluster.EndMemberAsync(kills % TestCluster.MemberCount, "KILL");
            cluster.StartMember(kills % TestCluster.MemberCount);
            await next;
        }

        var refused = await sale.CheckAsync();
        Console.WriteLine($"{kills} kills, {refused} calls refused for now and repeated.");
    }

    [ClusterFact]
    public async Task The_others_sell_on_without_a_killed_member()
    {
        var cluster = await fixture.GetAsync();
        await cluster.EndMemberAsync(2, "KILL");
        var killed = TimeProvider.System.GetTimestamp();
        await cluster.UntilActiveAsync(TestCluster.MemberCount - 1);
        var seconds = TimeProvider.System.GetElapsedTime(killed).TotalSeconds;
        Console.WriteLine($"A killed member was declared dead after {seconds:f1} s.");
        seconds.ShouldBeLessThan(5);

        await using var sale = Sale.Start(cluster, buyers: 50, seconds: 2, expectRestarts: false);
        await sale.CheckAsync();
    }

    [ClusterFact]
    public async Task A_member_that_was_frozen_past_detection_ends_when_it_wakes_and_spoils_nothing()
    {
        var cluster = await fixture.GetAsync();
        await using var sale = Sale.Start(cluster, buyers: 200, seconds: 10);
        await sale.UntilSellingAsync();
        await cluster.Member(1).SignalAsync("STOP");
        await cluster.UntilActiveAsync(TestCluster.MemberCount - 1);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        var asked = AskWhatWakesAsync(cluster);
        await cluster.Member(1).SignalAsync("CONT");

        // It finds out that it was declared dead, and ends by itself.
        (await cluster.Member(1).WaitAsync(TimeSpan.FromSeconds(10))).ShouldNotBe(0);
        await asked;
        cluster.StartMember(1);
        await sale.CheckAsync();
    }

    [ClusterFact]
    public async Task A_rolling_restart_breaks_no_promise()
    {
        var cluster = await fixture.GetAsync();
        await using var sale = Sale.Start(cluster, buyers: 300, seconds: 20, expectRestarts: false);
        await sale.UntilSellingAsync();
        for (var member = 0; member < TestCluster.MemberCount; member++)
        {
            var asked = TimeProvider.System.GetTimestamp();
            (await cluster.EndMemberAsync(member, "TERM")).ShouldBe(0);
            var seconds = TimeProvider.System.GetElapsedTime(asked).TotalSeconds;
            Console.WriteLine($"Member {member} ended {seconds:f1} s after it was asked to.");
            seconds.ShouldBeLessThan(15);
            (await cluster.ActiveMembersAsync()).ShouldBe(TestCluster.MemberCount - 1);
            await cluster.MakeWholeAsync();
        }

        var refused = await sale.CheckAsync();
        Console.WriteLine($"3 members restarted, {refused} calls refused for now and repeated.");
    }

    /// <summary>Asks a frozen member what it answers when it wakes, until it has ended.</summary>
    private protected virtual Task AskWhatWakesAsync(TestCluster cluster) => Task.CompletedTask;
}
