using System.Reflection;

namespace Orleans.Runtime;

/// <summary>A constructor argument that the runtime makes for each activation.</summary>
internal abstract class GivenArgument(Type type)
{
    public Type Type => type;

    /// <summary>How the parameter is made; null when it comes from the services.</summary>
    /// <exception cref="OrleansConfigurationException">A state has another type than <see cref="IPersistentState{T}"/>.</exception>
    public static GivenArgument? For(Type grain, ParameterInfo parameter, IServiceProvider services)
    {
        var type = parameter.ParameterType;
        if (type == typeof(IGrainContext))
        {
            return new ContextArgument();
        }

        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is not { } attribute)
        {
            return null;
        }

        if (!type.IsConstructedGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException(
                $"Parameter {parameter.Name} of {grain.FullName} has [PersistentState], so it must be IPersistentState<T>."
            );
        }

        return (GivenArgument)
            Activator.CreateInstance(
                typeof(StateArgument<>).MakeGenericType(type.GetGenericArguments()),
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.DoNotWrapExceptions,
                binder: null,
                [grain, attribute, services],
                culture: null
            )!;
    }

    public abstract object Make(Activation activation);

    private sealed class ContextArgument() : GivenArgument(typeof(IGrainContext))
    {
        public override object Make(Activation activation) => activation;
    }
}
