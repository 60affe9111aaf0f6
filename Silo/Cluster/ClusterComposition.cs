using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>Makes a host a silo of a cluster, or a client of one.</summary>
internal static partial class ClusterComposition
{
    private const string Invariant = "Npgsql";
    private const int MembershipConnections = 4;

    /// <summary>Grains run here: membership, states and reminders are in the shared database.</summary>
    public static void AddSilo(IHostApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        QuietDown(builder);
        var settings = ClusterSettingsReader.Read(configuration);
        var members = ClusterSettingsReader.ReadConnection(configuration, "members", MembershipConnections);
        var states = ClusterSettingsReader.ReadConnection(configuration, "states", settings.MaxConnections);
        var provider = ClusterSettingsReader.ReadProvider(configuration);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(options => Name(options, settings));
            silo.Configure<ClusterMembershipOptions>(options => Detect(options, settings));
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = Timeout(settings));
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
            AddStorage(silo, builder, provider, states);
            silo.UseAdoNetReminderService(options =>
            {
                options.Invariant = Invariant;
                options.ConnectionString = states;
            });
            ReminderTableGuard.AddTo(silo.Services);
            OrleansDashboard.AddTo(silo);
            silo.AddPlacementDirector<NearPlacement, NearPlacementDirector>();
            silo.Services.AddSingleton<PlacementStrategy, NearPlacement>();
        });
    }

    /// <summary>Grains run elsewhere: this host finds the silos in the shared database and waits for the first.</summary>
    public static void AddClient(IHostApplicationBuilder builder)
    {
        QuietDown(builder);
        var settings = ClusterSettingsReader.Read(builder.Configuration);
        var members = ClusterSettingsReader.ReadConnection(
            builder.Configuration,
            "members",
            MembershipConnections
        );
        builder.Services.AddTicketStorage(builder.Configuration, options => Share(options));
        builder.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(options => Name(options, settings));
            client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = Timeout(settings));
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
            OrleansDashboard.AddTo(client);
        });
    }

    private static void AddStorage(
        ISiloBuilder silo,
        IHostApplicationBuilder builder,
        StorageProvider provider,
        string connection
    )
    {
        silo.AddTicketStorage(builder.Configuration, options => Share(options));
        if (provider == StorageProvider.AdoNet)
        {
            silo.AddAdoNetGrainStorage(
                ClusterTicketStorageExtensions.AdoNetName,
                options =>
                {
                    options.Invariant = Invariant;
                    options.ConnectionString = connection;
                }
            );
        }

        silo.Services.UseClusterTicketStorage(usesAdoNet: provider == StorageProvider.AdoNet);
    }

    // The runtime tells every option at every start, and the library by which it retries tells of every grain that it
    // places. First of all sources, so that every other one has its say over it.
    private static void QuietDown(IHostApplicationBuilder builder) =>
        builder.Configuration.Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>
                {
                    ["Logging:LogLevel:Orleans"] = "Warning",
                    ["Logging:LogLevel:Polly"] = "Warning",
                },
            }
        );

    private static void Share(GroupCommitStorageOptions options)
    {
        options.ForCluster = true;
        StateContexts.AddTo(options);
    }

    private static void Name(ClusterOptions options, ClusterSettings settings)
    {
        options.ClusterId = settings.Id;
        options.ServiceId = settings.ServiceId;
    }

    private static void Detect(ClusterMembershipOptions options, ClusterSettings settings)
    {
        options.ProbeTimeout = TimeSpan.FromSeconds(settings.ProbeSeconds);
        options.NumMissedProbesLimit = settings.MissedProbes;
        options.NumVotesForDeathDeclaration = settings.DeathVotes;
        // Where the runtime stretches probes as it learns how long answers take, no further than this: two of them and
        // the pause between stay below five seconds. Bound by name, as not every version has the setting.
        var longest = TimeSpan.FromSeconds(settings.ProbeSeconds * 1.5);
        new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create("MaxProbeTimeout", (string?)longest.ToString())])
            .Build()
            .Bind(options);
        options.TableRefreshTimeout = TimeSpan.FromSeconds(10);
        options.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }

    private static TimeSpan Timeout(ClusterSettings settings) =>
        TimeSpan.FromSeconds(settings.CallTimeoutSeconds);

    /// <summary>A front end may start before its silos: it looks for one each second, and says so.</summary>
    internal sealed partial class WaitForSilos(TimeProvider time, ILogger<WaitForSilos> logger)
        : IClientConnectionRetryFilter
    {
        public async Task<bool> ShouldRetryConnectionAttempt(
            Exception exception,
            CancellationToken cancellationToken
        )
        {
            LogWaiting(logger, exception.Message);
            await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
            return true;
        }

        [LoggerMessage(1, LogLevel.Warning, "No silo answers yet: {Reason}")]
        private static partial void LogWaiting(ILogger logger, string reason);
    }
}
