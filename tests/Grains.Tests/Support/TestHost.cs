using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
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
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(3);

    private readonly InProcessTestCluster _cluster;
    private readonly Action<IServiceCollection> _configure;
    private readonly (string Setting, string Value)[] _settings;
    private readonly IReadOnlyList<SiloAddress> _silos;

    private TestHost(
        InProcessTestCluster cluster,
        TestStorage storage,
        ManualTimeProvider clock,
        Action<IServiceCollection> configure,
        (string Setting, string Value)[] settings,
        CallCycles cycles
    )
    {
        (_cluster, _configure, _settings) = (cluster, configure, settings);
        (Storage, Clock, Cycles) = (storage, clock, cycles);
        _silos = [.. cluster.Silos.Select(silo => silo.SiloAddress)];
    }

    public TestStorage Storage { get; }

    public ManualTimeProvider Clock { get; }

    internal CallCycles Cycles { get; }

    public IGrainFactory Grains => _cluster.Client;

    /// <summary>The services of the silo: boards, catalog copy, options.</summary>
    public IServiceProvider Services => _cluster.GetSiloServiceProvider();

    /// <summary>The same of every silo: what one of them knows of its own grains, only its own services know.</summary>
    public IEnumerable<IServiceProvider> AllServices => _cluster.Silos.Select(silo => silo.ServiceProvider);

    /// <summary>
    /// Starts with services of the test's own; those that it adds come before the grains' own.
    /// </summary>
    /// <param name="silos">More than one only where the fact is about several.</param>
    public static async Task<TestHost> StartAsync(
        Action<IServiceCollection> configure,
        TestStorage? storage = null,
        ManualTimeProvider? clock = null,
        short silos = 1,
        params (string Setting, string Value)[] settings
    )
    {
        var cycles = new CallCycles();
        storage ??= new TestStorage();
        clock ??= new ManualTimeProvider();
        var configuration = new ConfigurationBuilder()
            // A test says itself who wakes up after a restart.
            .AddInMemoryCollection([KeyValuePair.Create("Catalog:WakeAtStart", (string?)"false")])
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Setting, (string?)s.Value)))
            .Build();
        var builder = new InProcessTestClusterBuilder(silos);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo(
            (_, silo) =>
            {
                // A silo that ends in order waits for a turn whose call to another grain is not answered any more.
                silo.Services.PostConfigure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout);
                silo.AddReminders();
                silo.Services.AddSingleton<IReminderTable>(storage.Reminders);
                silo.Services.UseManualClock(clock);
                silo.AddOutgoingGrainCallFilter(cycles);
                configure(silo.Services);
                silo.Services.AddKeyedSingleton<IGrainStorage>("tickets", storage);
                silo.Services.AddSingleton<IManyRecords>(storage);
                silo.Services.AddTicketingGrains(configuration);
            }
        );
        // Silos and client talk in memory, so ports are mere names. The builder would look for free ones all the same, and
        // finds none while the connections of other programs are about to be forgotten.
        var cluster = new InProcessTestCluster(builder.Options, new NamesOfPorts());
        await cluster.DeployAsync();
        return new TestHost(cluster, storage, clock, configure, settings, cycles);
    }

    /// <summary>
    /// Ends this host as a crash would leave it and starts another over the same storage and clock.
    /// </summary>
    public async Task<TestHost> RestartAsync()
    {
        await DisposeAsync();
        return await StartAsync(_configure, Storage, Clock, (short)_silos.Count, _settings);
    }

    /// <summary>Ends the present activation of a grain, as idle collection would.</summary>
    public Task DeactivateAsync(IAddressable grain) => _cluster.DeactivateAsync(grain);

    /// <summary>The number of the silo on which a grain is active, counted from 0; -1 if it is active on none.</summary>
    public int SiloOf(IAddressable grain) =>
        _cluster.TryGetGrainContext(grain.GetGrainId(), out var context)
            ? _silos.ToList().IndexOf(context.Address.SiloAddress!)
            : -1;

    /// <summary>Moves a grain that is active to the silo of that number.</summary>
    public async Task MoveAsync(IAddressable grain, int silo)
    {
        if (SiloOf(grain) != silo)
        {
            await _cluster.MigrateAsync(grain, _silos[silo]);
        }
    }

    /// <summary>Ends a silo in order; the others go on.</summary>
    public Task StopSiloAsync(int silo) => _cluster.StopSiloAsync(Handle(silo));

    /// <summary>
    /// Ends a silo as a crash would. The others go on; they are told that it is dead, as they would find out by
    /// themselves after a while.
    /// </summary>
    public async Task KillSiloAsync(int silo)
    {
        await _cluster.KillSiloAsync(Handle(silo));
        var other = _cluster.Silos[0].ServiceProvider.GetRequiredService<IClusterMembershipService>();
        (await other.TryKill(_silos[silo])).ShouldBeTrue();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Cycles.ShouldBeNone();
    }

    private InProcessSiloHandle Handle(int silo) =>
        _cluster.Silos.Single(handle => handle.SiloAddress.Equals(_silos[silo]));

    private sealed class NamesOfPorts : ITestClusterPortAllocator
    {
        private int _next;

        public (int, int) AllocateConsecutivePortPairs(int numPorts)
        {
            var first = Interlocked.Add(ref _next, numPorts) - numPorts;
            return (11_111 + first, 30_000 + first);
        }

        public void Dispose() { }
    }
}
