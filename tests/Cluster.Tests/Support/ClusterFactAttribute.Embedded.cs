namespace Ticketing.Cluster.Tests.Support;

/// <summary>A fact about real processes of a cluster.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    /// <summary>Marks the test.</summary>
    public ClusterFactAttribute()
    {
        Skip = "This build runs in one process; a cluster is built with -p:GrainRuntime=Orleans.";
    }
}
