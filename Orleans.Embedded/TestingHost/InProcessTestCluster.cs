using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;

namespace Orleans.TestingHost;

/// <summary>The real runtime in the process of the test.</summary>
public sealed class InProcessTestCluster(InProcessTestClusterOptions options) : IDisposable, IAsyncDisposable
{
    private readonly List<InProcessSiloHandle> _silos = [];
    private int _started;

    /// <summary>What it is made of.</summary>
    public InProcessTestClusterOptions Options => options;

    /// <summary>The silos that were started and not stopped.</summary>
    public ReadOnlyCollection<InProcessSiloHandle> Silos =>
        new List<InProcessSiloHandle>(_silos).AsReadOnly();

    /// <summary>Calls grains from outside.</summary>
    /// <exception cref="InvalidOperationException">The cluster does not run.</exception>
    public IClusterClient Client =>
        _silos.Count > 0
            ? GetSiloServiceProvider().GetRequiredService<IClusterClient>()
            : throw new InvalidOperationException(
                "The test cluster has not been deployed or has been stopped."
            );

    /// <summary>The services of the silo.</summary>
    public IServiceProvider GetSiloServiceProvider() => _silos[0].ServiceProvider;

    /// <summary>Starts the silo.</summary>
    public async Task DeployAsync()
    {
        if (_silos.Count > 0)
        {
            throw new InvalidOperationException("Cluster host already deployed.");
        }

        await StartAdditionalSiloAsync();
    }

    /// <summary>Stops a silo and starts it anew, with nothing but what storage kept.</summary>
    public async Task<InProcessSiloHandle?> RestartSiloAsync(InProcessSiloHandle instance)
    {
        await StopSiloAsync(instance);
        return await StartAdditionalSiloAsync();
    }

    /// <summary>Stops a silo.</summary>
    public async Task StopSiloAsync(InProcessSiloHandle instance)
    {
        await instance.StopSiloAsync(stopGracefully: true);
        _silos.Remove(instance);
    }

    /// <summary>Stops a silo as a crash would: nothing is finished, no grain is told.</summary>
    public async Task KillSiloAsync(InProcessSiloHandle instance)
    {
        await instance.StopSiloAsync(stopGracefully: false);
        _silos.Remove(instance);
    }

    /// <summary>Stops all silos.</summary>
    public async Task StopAllSilosAsync()
    {
        foreach (var silo in Silos)
        {
            await StopSiloAsync(silo);
        }
    }

    /// <summary>The activation that a grain has now, if any.</summary>
    public bool TryGetGrainContext(GrainId grainId, [NotNullWhen(true)] out IGrainContext? grainContext)
    {
        grainContext = _silos
            .Select(silo => silo.ServiceProvider.GetRequiredService<Silo>().Directory.Find(grainId))
            .FirstOrDefault(static activation => activation is { IsGone: false });
        return grainContext is not null;
    }

    /// <summary>Completes when the present activation of a grain has ended; at once when there is none.</summary>
    public Task WaitForDeactivationAsync(GrainId grainId) =>
        TryGetGrainContext(grainId, out var context) ? context.Deactivated : Task.CompletedTask;

    /// <summary>Completes when the present activation of a grain has ended; at once when there is none.</summary>
    public Task WaitForDeactivationAsync(IAddressable grain) => WaitForDeactivationAsync(grain.GetGrainId());

    /// <summary>Ends the present activation of a grain.</summary>
    public async Task DeactivateAsync(GrainId grainId)
    {
        if (TryGetGrainContext(grainId, out var context))
        {
            context.Deactivate(
                new DeactivationReason(
                    DeactivationReasonCode.ApplicationRequested,
                    $"{nameof(DeactivateAsync)} was called."
                )
            );
            await context.Deactivated;
        }
    }

    /// <summary>Ends the present activation of a grain.</summary>
    public Task DeactivateAsync(IAddressable grain) => DeactivateAsync(grain.GetGrainId());

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in Silos)
        {
            await silo.DisposeAsync();
        }

        _silos.Clear();
    }

    /// <inheritdoc />
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task<InProcessSiloHandle> StartAdditionalSiloAsync()
    {
        var name = $"Silo_{_started++}";
        var builder = Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings
            {
                EnvironmentName = Environments.Development,
                ApplicationName = "TestSilo",
                DisableDefaults = true,
            }
        );
        builder.UseOrleans();
        foreach (var configure in options.SiloHostConfigurationDelegates)
        {
            configure(new InProcessTestSiloSpecificOptions { SiloName = name }, builder);
        }

        var host = builder.Build();
        await host.StartAsync();
        var handle = new InProcessSiloHandle { Name = name, SiloHost = host };
        _silos.Add(handle);
        return handle;
    }
}
