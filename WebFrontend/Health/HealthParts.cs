using Microsoft.Extensions.Diagnostics.HealthChecks;
using Ticketing.Concerts;
using Ticketing.Storage;

namespace Ticketing.WebFrontend.Health;

/// <summary>Asks the storage whether it answers.</summary>
internal sealed class StorageCheck(IStorageHealth storage) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var health = await storage.CheckAsync(cancellationToken);
        return health.IsHealthy ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy(health.Problem);
    }
}

/// <summary>Calls a grain. Any would do: that it answers shows that grains can be called.</summary>
internal sealed class ClusterCheck(IGrainFactory grains) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var catalog = grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        await catalog.GetAsync(knownVersion: 0).WaitAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
