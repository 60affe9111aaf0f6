using Ticketing.TestSupport;

namespace Ticketing.Cluster.Tests.Support;

/// <summary>A fact about real processes of a cluster.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    /// <summary>Marks the test.</summary>
    public ClusterFactAttribute()
    {
        Skip = PostgresBinaries.WhyMissing;
    }
}
