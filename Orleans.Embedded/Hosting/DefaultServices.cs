using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Orleans.Hosting;

/// <summary>The services of the runtime itself.</summary>
internal static class DefaultServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
    }

    public static void AddReminders(IServiceCollection services)
    {
        services.AddOptions<ReminderOptions>();
    }
}
