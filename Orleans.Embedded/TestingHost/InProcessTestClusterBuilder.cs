using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.TestingHost;

/// <summary>Configures a test cluster: the real runtime in the process of the test.</summary>
public sealed class InProcessTestClusterBuilder
{
    /// <summary>A cluster of one silo.</summary>
    public InProcessTestClusterBuilder()
        : this(initialSilosCount: 1) { }

    /// <summary>A cluster of so many silos; the embedded runtime has one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not 1.</exception>
    public InProcessTestClusterBuilder(short initialSilosCount) =>
        ArgumentOutOfRangeException.ThrowIfNotEqual(initialSilosCount, (short)1);

    /// <summary>What has been configured.</summary>
    public InProcessTestClusterOptions Options { get; } = new();

    /// <summary>Configures the host of the silo, and of the client where that is another.</summary>
    public InProcessTestClusterBuilder ConfigureHost(Action<IHostApplicationBuilder> configureDelegate) =>
        ConfigureSiloHost((_, host) => configureDelegate(host));

    /// <summary>Configures the silo.</summary>
    public InProcessTestClusterBuilder ConfigureSilo(
        Action<InProcessTestSiloSpecificOptions, ISiloBuilder> configureSiloDelegate
    ) => ConfigureSiloHost((options, host) => host.UseOrleans(silo => configureSiloDelegate(options, silo)));

    /// <summary>Configures the host of the silo.</summary>
    public InProcessTestClusterBuilder ConfigureSiloHost(
        Action<InProcessTestSiloSpecificOptions, IHostApplicationBuilder> configureSiloHostDelegate
    )
    {
        Options.SiloHostConfigurationDelegates.Add(configureSiloHostDelegate);
        return this;
    }

    /// <summary>Makes the cluster; it runs after <see cref="InProcessTestCluster.DeployAsync"/>.</summary>
    public InProcessTestCluster Build() => new(Options);
}
