namespace Ticketing.Cluster.Tests.Support;

/// <summary>Which processes a cluster is made of.</summary>
public enum ClusterShape
{
    /// <summary>Three nodes, each a front end and a silo.</summary>
    Nodes = 1,

    /// <summary>Three silos, and two front ends that are their clients.</summary>
    Separate = 2,
}
