using System.Net;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Hosting;
using Orleans.Runtime;
using Ticketing.Common;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>
/// The one composition of grains, storage and Orleans. A single process and a cluster differ in membership and in who may
/// share the database, and in nothing else.
/// </summary>
public static class GrainHosting
{
    private const string Invariant = "Npgsql";
    private const int MembershipConnections = 4;

    /// <summary>
    /// Adds what a front end needs of the grains: a silo in this process or a client of other silos, as
    /// <c>Cluster:Role</c> says. The host awaits <see cref="PrepareAsync"/> before it runs.
    /// </summary>
    /// <param name="builder">The front end's host.</param>
    /// <exception cref="StorageStartException">A setting is wrong; the message names it.</exception>
    public static void AddGrains(this IHostApplicationBuilder builder) =>
        Add(builder, StartSettings.Read<ClusterSettings>(builder.Configuration, ClusterSettings.Section));

    /// <summary>Adds a silo of a cluster, whatever <c>Cluster:Role</c> says, for a process that is nothing else.</summary>
    /// <param name="builder">The silo's host.</param>
    /// <exception cref="StorageStartException">A setting is wrong; the message names it.</exception>
    public static void AddSilo(this IHostApplicationBuilder builder)
    {
        var settings = StartSettings.Read<ClusterSettings>(builder.Configuration, ClusterSettings.Section);
        settings.Role = ClusterRole.Node;
        Add(builder, settings);
    }

    /// <summary>
    /// Checks the settings and opens the store, before anything of the host runs: a start that is refused has done nothing.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <exception cref="OptionsValidationException">A setting is out of its range.</exception>
    /// <exception cref="StorageStartException">The store cannot be used.</exception>
    public static Task PrepareAsync(this IServiceProvider services)
    {
        services.GetRequiredService<IStartupValidator>().Validate();
        return services.MigrateTicketStorageAsync();
    }

    private static void Add(IHostApplicationBuilder builder, ClusterSettings settings)
    {
        QuietDown(builder);
        var provider = StartSettings.ReadProvider(builder.Configuration, settings.Role);
        builder.Services.AddTicketingGrains(builder.Configuration);
        builder.Services.AddSingleton<IManyRecords, ManyRecords>();
        builder.Services.AddTicketStorage(
            builder.Configuration,
            options => options.JsonTypeInfoResolvers.Add(TicketingGrains.StateJson),
            forCluster: settings.Role != ClusterRole.Single
        );
        if (settings.Role == ClusterRole.Client)
        {
            builder.UseOrleansClient(client => Join(client, builder, settings));
        }
        else
        {
            builder.UseOrleans(silo =>
            {
                if (settings.Role == ClusterRole.Single)
                {
                    StandAlone(silo);
                }
                else
                {
                    Join(silo, builder, settings, provider);
                }

                silo.AddPlacementDirector<NearPlacement, NearPlacementDirector>();
                silo.Services.AddSingleton<PlacementStrategy, NearPlacement>();
                if (DashboardSettings.IsEnabled(builder.Configuration))
                {
                    silo.AddDashboard(DashboardSettings.Configure);
                }
            });
        }
    }

    // The only member of its cluster. Nothing connects to it, so its ports are whichever are free; reminders are in the
    // table of the storage.
    private static void StandAlone(ISiloBuilder silo)
    {
        silo.UseLocalhostClustering(gatewayPort: 0);
        silo.Configure<EndpointOptions>(options =>
            options.SiloListeningEndpoint = new IPEndPoint(IPAddress.Loopback, 0)
        );
        silo.AddReminders();
    }

    private static void Join(
        ISiloBuilder silo,
        IHostApplicationBuilder builder,
        ClusterSettings settings,
        StorageProvider provider
    )
    {
        var members = Members(builder);
        var states = StartSettings.ReadConnection(builder.Configuration, "states", settings.MaxConnections);
        settings.RequireFreePorts();
        silo.Configure<ClusterOptions>(settings.Name);
        silo.Configure<ClusterMembershipOptions>(settings.DetectFailures);
        silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = settings.CallTimeout);
        silo.ConfigureEndpoints(
            IPAddress.Parse(settings.AdvertisedAddress),
            settings.SiloPort,
            settings.GatewayPort,
            settings.ListenOnAnyAddress
        );
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = members;
        });
        silo.UseAdoNetReminderService(options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = states;
        });
        ReminderTableGuard.AddTo(silo.Services);
        silo.Services.AddSingleton<IFatalErrorHandler, EndAtOnce>();
        AddPauseGuard(silo.Services, settings);
        if (provider == StorageProvider.AdoNet)
        {
            silo.AddAdoNetGrainStorage(
                ClusterTicketStorageExtensions.AdoNetName,
                options =>
                {
                    options.Invariant = Invariant;
                    options.ConnectionString = states;
                }
            );
        }

        silo.Services.UseClusterTicketStorage(usesAdoNet: provider == StorageProvider.AdoNet);
    }

    private static void AddPauseGuard(IServiceCollection services, ClusterSettings settings)
    {
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<PauseGuard>(provider, settings.ShortestFatalPause)
        );
        services.AddHostedService(provider => provider.GetRequiredService<PauseGuard>());
    }

    // Finds the silos in the shared database and waits for the first.
    private static void Join(IClientBuilder client, IHostApplicationBuilder builder, ClusterSettings settings)
    {
        var members = Members(builder);
        client.Configure<ClusterOptions>(settings.Name);
        client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = settings.CallTimeout);
        client.Configure<GatewayOptions>(options =>
            options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2)
        );
        client.UseAdoNetClustering(options =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = members;
        });
        client.UseConnectionRetryFilter<WaitForSilos>();
        client.AddOutgoingGrainCallFilter<RepeatSafeCalls>();
        if (DashboardSettings.IsEnabled(builder.Configuration))
        {
            client.AddDashboard(DashboardSettings.Configure);
        }
    }

    private static string Members(IHostApplicationBuilder builder) =>
        StartSettings.ReadConnection(builder.Configuration, "members", MembershipConnections);

    // What these categories log at their usual level is noise at every start. Orleans logs every option. Polly logs every
    // grain that is placed. The silo warns of its garbage collector. The watchdog's first check may run before its own
    // start has ended, and then reports a stall as long as the machine has been up. A client that waits for a silo warns
    // of it twice a second, beside WaitForSilos. The host logs why a start failed, which StartRefusal says. This source is the first, so that every other one overrides it.
    private static void QuietDown(IHostApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>
                {
                    ["Logging:LogLevel:Orleans"] = "Warning",
                    ["Logging:LogLevel:Orleans.Runtime.Silo"] = "Error",
                    ["Logging:LogLevel:Orleans.Runtime.Watchdog"] = "Error",
                    ["Logging:LogLevel:Orleans.Messaging.GatewayManager"] = "Error",
                    ["Logging:LogLevel:Polly"] = "Warning",
                    ["Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host"] = "Critical",
                },
            }
        );
}
