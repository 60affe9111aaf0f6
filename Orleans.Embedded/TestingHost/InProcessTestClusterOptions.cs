using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>What a test cluster is made of.</summary>
public sealed class InProcessTestClusterOptions
{
    /// <summary>What configures the host of each silo, in order.</summary>
    public List<
        Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder>
    > SiloHostConfigurationDelegates { get; } = [];
}
