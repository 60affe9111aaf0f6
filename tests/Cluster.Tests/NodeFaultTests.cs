using Ticketing.Cluster.Tests.Support;

namespace Ticketing.Cluster.Tests;

/// <summary>A node fails with its front end: buyers reach the others.</summary>
public sealed class NodeFaultTests(NodeFaultTests.Cluster fixture)
    : FaultTests(fixture),
        IClassFixture<NodeFaultTests.Cluster>
{
    private readonly Cluster _fixture = fixture;

    [ClusterFact]
    public async Task A_database_that_stops_and_comes_back_costs_no_acknowledged_answer()
    {
        var cluster = await _fixture.GetAsync();
        await using var sale = Sale.Start(cluster, buyers: 200, seconds: 10);
        await sale.UntilSellingAsync();
        await cluster.Database.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        await cluster.Database.StartAsync();
        await sale.CheckAsync();
    }

    // Its grains may be active elsewhere by now: it must not answer as if it were a member.
    private protected override async Task AskWhatWakesAsync(TestCluster cluster)
    {
        while (!cluster.Member(1).HasExited)
        {
            (await cluster.IsHealthyAsync(cluster.FrontEnds[1])).ShouldBeFalse();
        }
    }

    /// <summary>Three nodes that write with group commit.</summary>
    public sealed class Cluster() : ClusterFixture(ClusterShape.Nodes, "GroupCommit");
}
