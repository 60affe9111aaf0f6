using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Providers;
using Orleans.Storage;

namespace Orleans.Runtime.Hosting;

/// <summary>Registers storages.</summary>
public static class StorageProviderExtensions
{
    /// <summary>
    /// Registers a storage under a name, as a keyed <see cref="IGrainStorage"/>. The one named
    /// <see cref="ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME"/> is also the one without a key. One
    /// that takes part in the lifecycle of the silo is started with it.
    /// </summary>
    public static IServiceCollection AddGrainStorage<T>(
        this IServiceCollection collection,
        string name,
        Func<IServiceProvider, string, T> implementationFactory
    )
        where T : IGrainStorage
    {
        collection.AddKeyedSingleton<IGrainStorage>(
            name,
            (services, key) => implementationFactory(services, (string)key!)
        );
        if (string.Equals(name, ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, StringComparison.Ordinal))
        {
            collection.TryAddSingleton(services => services.GetRequiredKeyedService<IGrainStorage>(name));
        }

        if (typeof(T).IsAssignableTo(typeof(ILifecycleParticipant<ISiloLifecycle>)))
        {
            collection.AddSingleton(services =>
                (ILifecycleParticipant<ISiloLifecycle>)services.GetRequiredKeyedService<IGrainStorage>(name)
            );
        }

        return collection;
    }
}
