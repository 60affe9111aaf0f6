using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Storage;

namespace Ticketing.Storage;

/// <summary>Puts the cluster runtime's ADO.NET storage in the place of the group-commit storage.</summary>
public static class AdoNetTicketStorageExtensions
{
    /// <summary>The name under which the host registers the ADO.NET storage itself.</summary>
    public const string InnerName = "tickets-adonet";

    /// <summary>
    /// Makes the ADO.NET storage that the host registers as <see cref="InnerName"/> the grain storage of everything, on
    /// the same rows as the group-commit storage. To be called after <c>AddTicketStorage</c>, whose tables it uses.
    /// </summary>
    /// <param name="services">Where to register.</param>
    public static IServiceCollection UseAdoNetTicketStorage(this IServiceCollection services)
    {
        services.AddKeyedSingleton<IGrainStorageSerializer, StateJsonSerializer>(InnerName);
        services.AddSingleton(provider => new AdoNetTicketStorage(
            provider.GetRequiredKeyedService<IGrainStorage>(InnerName),
            provider.GetRequiredService<IOptions<GroupCommitStorageOptions>>().Value.RetryAfter
        ));
        services.AddSingleton<IGrainStorage>(Find);
        foreach (var name in new[] { "Default", TicketStorageExtensions.StorageName })
        {
            services.AddKeyedSingleton<IGrainStorage>(name, (provider, _) => Find(provider));
        }

        return services;
    }

    private static AdoNetTicketStorage Find(IServiceProvider provider) =>
        provider.GetRequiredService<AdoNetTicketStorage>();
}
