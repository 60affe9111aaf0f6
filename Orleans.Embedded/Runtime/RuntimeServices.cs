using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Services of the runtime for grains, taken past the scope of the activation: they are shared by all.</summary>
internal static class RuntimeServices
{
    public static T Get<T>(IGrainContext context)
        where T : notnull =>
        (context as Activation)?.Silo.Services is { } shared
            ? shared.GetRequiredService<T>()
            : context.ActivationServices.GetRequiredService<T>();
}
