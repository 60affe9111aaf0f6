using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Ticketing.Storage;

/// <summary>Makes the storage of a silo fit for a cluster.</summary>
public static class ClusterTicketStorageExtensions
{
    /// <summary>The name under which the host registers Orleans' ADO.NET storage, where it uses that.</summary>
    public const string AdoNetName = "tickets-adonet";

    /// <summary>
    /// Makes one storage that other processes understand the failures of the grain storage of everything. To be called
    /// after <c>AddTicketStorage</c>, whose tables both providers use.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="usesAdoNet">
    /// True: over the ADO.NET storage that the host registers as <see cref="AdoNetName"/>. False: over the group-commit
    /// storage.
    /// </param>
    public static IServiceCollection UseClusterTicketStorage(
        this IServiceCollection services,
        bool usesAdoNet
    )
    {
        services.AddKeyedSingleton<IGrainStorageSerializer, StateJsonSerializer>(AdoNetName);
        services.AddSingleton(provider => new ClusterTicketStorage(
            usesAdoNet
                ? provider.GetRequiredKeyedService<IGrainStorage>(AdoNetName)
                : provider.GetRequiredService<GroupCommitGrainStorage>(),
            usesAdoNet,
            provider.GetRequiredService<IOptions<GroupCommitStorageOptions>>().Value.RetryAfter
        ));
        services.AddSingleton<IGrainStorage>(Find);
        foreach (var name in new[] { "Default", TicketStorageExtensions.StorageName })
        {
            services.AddKeyedSingleton<IGrainStorage>(name, (provider, _) => Find(provider));
        }

        return services;
    }

    private static ClusterTicketStorage Find(IServiceProvider provider) =>
        provider.GetRequiredService<ClusterTicketStorage>();
}
