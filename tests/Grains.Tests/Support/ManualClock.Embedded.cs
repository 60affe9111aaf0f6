using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.TestingHost;
using Ticketing.TestSupport;

namespace Ticketing.Tests.Support;

internal static class ManualClock
{
    /// <summary>There is one process.</summary>
    public const short Silos = 1;

    /// <summary>The shortest time by which a test may stay before an end.</summary>
    public static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    /// <summary>Everything in the embedded runtime runs on the one clock.</summary>
    public static void UseManualClock(this ISiloBuilder silo, ManualTimeProvider clock) =>
        silo.Services.AddSingleton<TimeProvider>(clock);

    /// <summary>There are no ports that could be taken.</summary>
    public static InProcessTestCluster BuildInMemory(this InProcessTestClusterBuilder builder) =>
        builder.Build();
}
