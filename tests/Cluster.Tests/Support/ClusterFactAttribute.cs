using Ticketing.TestSupport;

namespace Ticketing.Cluster.Tests.Support;

/// <summary>A fact about real processes of a cluster. It runs only on request, because the suite takes minutes.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClusterFactAttribute : FactAttribute
{
    /// <summary>Marks the test.</summary>
    public ClusterFactAttribute()
    {
        Skip = IsRequested
            ? PostgresBinaries.WhyMissing
            : "It takes minutes and two cores. To run it: CLUSTER_TESTS=true dotnet test tests/Cluster.Tests";
    }

    private static bool IsRequested =>
        string.Equals(
            System.Environment.GetEnvironmentVariable("CLUSTER_TESTS"),
            "true",
            StringComparison.OrdinalIgnoreCase
        );
}
