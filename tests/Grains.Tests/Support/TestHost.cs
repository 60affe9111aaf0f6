using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Storage;
using Orleans.TestingHost;
using Ticketing.Common;
using Ticketing.TestSupport;

namespace Ticketing.Tests.Support;

/// <summary>
/// The real grains in an in-process cluster, on a manual clock and a storage that outlives it: stopping one
/// and starting another over the same storage is a restart.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly Action<IServiceCollection> _configure;
    private readonly (string Setting, string Value)[] _settings;

    private TestHost(
        InProcessTestCluster cluster,
        TestStorage storage,
        ManualTimeProvider clock,
        Action<IServiceCollection> configure,
        (string Setting, string Value)[] settings
    )
    {
        (_cluster, _configure, _settings) = (cluster, configure, settings);
        (Storage, Clock) = (storage, clock);
    }

    public TestStorage Storage { get; }

    public ManualTimeProvider Clock { get; }

    public IGrainFactory Grains => _cluster.Client;

    /// <summary>The services of the silo: boards, catalog copy, options.</summary>
    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    /// <summary>The same of every silo: what one of them knows of its own grains, only its own services know.</summary>
    public IEnumerable<IServiceProvider> AllServices => _cluster.Silos.Select(silo => silo.ServiceProvider);

    public static Task<TestHost> StartAsync(
        TestStorage? storage = null,
        ManualTimeProvider? clock = null,
        params (string Setting, string Value)[] settings
    ) => StartWithAsync(_ => { }, storage, clock, settings);

    /// <summary>
    /// Starts with services of the test's own; those that it adds come before the grains' own.
    /// </summary>
    public static async Task<TestHost> StartWithAsync(
        Action<IServiceCollection> configure,
        TestStorage? storage = null,
        ManualTimeProvider? clock = null,
        params (string Setting, string Value)[] settings
    )
    {
        storage ??= new TestStorage();
        clock ??= new ManualTimeProvider();
        var configuration = new ConfigurationBuilder()
            // A test says itself who wakes up after a restart.
            .AddInMemoryCollection([KeyValuePair.Create("Catalog:WakeAtStart", (string?)"false")])
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Setting, (string?)s.Value)))
            .Build();
        var builder = new InProcessTestClusterBuilder(ManualClock.Silos);
        builder.ConfigureSilo(
            (_, silo) =>
            {
                silo.AddReminders();
                silo.Services.AddSingleton<IReminderTable>(storage.Reminders);
                silo.UseManualClock(clock);
                configure(silo.Services);
                silo.Services.AddKeyedSingleton<IGrainStorage>("tickets", storage);
                silo.Services.AddSingleton<IManyRecords>(storage);
                silo.Services.AddTicketingGrains(configuration);
            }
        );
        var cluster = builder.BuildInMemory();
        await cluster.DeployAsync();
        return new TestHost(cluster, storage, clock, configure, settings);
    }

    /// <summary>
    /// Ends this host as a crash would leave it and starts another over the same storage and clock.
    /// </summary>
    public async Task<TestHost> RestartAsync()
    {
        await DisposeAsync();
        return await StartWithAsync(_configure, Storage, Clock, _settings);
    }

    /// <summary>Ends the present activation of a grain, as idle collection would.</summary>
    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
