using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A state as a constructor argument.</summary>
internal sealed class StateArgument<TState>(
    Type grain,
    PersistentStateAttribute attribute,
    IServiceProvider services
) : GivenArgument(typeof(IPersistentState<TState>))
{
    private readonly IGrainStorage _storage = Find(grain, attribute, services);

    public override object Make(Activation activation)
    {
        var state = new PersistentState<TState>(attribute.StateName, activation, _storage);
        activation.ReadAtActivation(state);
        return state;
    }

    private static IGrainStorage Find(
        Type grain,
        PersistentStateAttribute attribute,
        IServiceProvider services
    ) =>
        string.IsNullOrWhiteSpace(attribute.StorageName)
            ? services.GetService<IGrainStorage>()
                ?? throw new OrleansConfigurationException(
                    $"{grain.FullName} needs a default storage; there is none."
                )
            : services.GetKeyedService<IGrainStorage>(attribute.StorageName)
                ?? throw new OrleansConfigurationException(
                    $"{grain.FullName} needs a storage named \"{attribute.StorageName}\"; there is none."
                );
}
