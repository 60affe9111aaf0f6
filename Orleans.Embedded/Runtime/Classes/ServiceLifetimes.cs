using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Whether a constructor parameter is a service that the whole process shares.</summary>
internal static class ServiceLifetimes
{
    public static bool IsSingleton(IServiceCollection services, ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        var key = parameter.GetCustomAttribute<FromKeyedServicesAttribute>()?.Key;
        var open = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : null;
        var registered = services.LastOrDefault(item =>
            (item.ServiceType == type || item.ServiceType == open)
            && (key is null ? !item.IsKeyedService : item.IsKeyedService && Equals(item.ServiceKey, key))
        );
        return registered?.Lifetime == ServiceLifetime.Singleton;
    }
}
