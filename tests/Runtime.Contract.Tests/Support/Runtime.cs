using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Storage;

namespace Ticketing.Runtime.Contract.Tests.Support;

/// <summary>The runtime under test, on a manual clock. What outlives it is given: storage and reminders.</summary>
public sealed class Runtime : IAsyncDisposable
{
    private Runtime(InProcessTestCluster cluster, ManualTimeProvider clock, Probe probe) =>
        (Cluster, Clock, Probe) = (cluster, clock, probe);

    public InProcessTestCluster Cluster { get; }

    public ManualTimeProvider Clock { get; }

    public Probe Probe { get; }

    public IGrainFactory Grains => Cluster.Client;

    public static async Task<Runtime> StartAsync(
        SharedStorage? storage = null,
        SharedReminders? reminders = null,
        ManualTimeProvider? clock = null,
        Action<ISiloBuilder>? configure = null
    )
    {
        clock ??= new ManualTimeProvider();
        var probe = new Probe();
        var builder = new InProcessTestClusterBuilder(1);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.UseManualClock(clock);
                // A clock that is moved by hand runs far ahead of the processor, so nothing may time out by default.
                silo.Configure<SiloMessagingOptions>(options =>
                    options.ResponseTimeout = TimeSpan.FromDays(1)
                );
                silo.AddReminders();
                silo.Services.AddSingleton<IReminderTable>(reminders ?? new SharedReminders());
                silo.Services.AddKeyedSingleton<IGrainStorage>("shared", storage ?? new SharedStorage());
                silo.Services.AddSingleton(probe);
                configure?.Invoke(silo);
            }
        );
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new Runtime(cluster, clock, probe);
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
