using Ticketing.Cluster.Tests.Support;

namespace Ticketing.Cluster.Tests;

/// <summary>A silo fails without a front end: buyers keep their connections.</summary>
public sealed class SeparateFaultTests(SeparateFaultTests.Cluster fixture)
    : FaultTests(fixture),
        IClassFixture<SeparateFaultTests.Cluster>
{
    /// <summary>Three silos that write with Orleans' ADO.NET storage, and two front ends.</summary>
    public sealed class Cluster() : ClusterFixture(ClusterShape.Separate, "AdoNet");
}
