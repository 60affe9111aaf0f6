using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Reminders;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>The services of the runtime itself.</summary>
internal static class DefaultServices
{
    public static void Add(IServiceCollection services)
    {
        services.AddOptions();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IValidateOptions<GrainCollectionOptions>, GrainCollectionOptionsValidator>();
        services.AddSingleton<IValidateOptions<SiloMessagingOptions>, SiloMessagingOptionsValidator>();
        services.AddSingleton<Silo>();
        services.AddSingleton<IGrainRuntime>(static provider => provider.GetRequiredService<Silo>());
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider =>
            provider.GetRequiredService<Silo>()
        );
        services.AddSingleton<IClusterClient>(static provider =>
            provider.GetRequiredService<Silo>().GrainFactory
        );
        services.AddSingleton<IGrainFactory>(static provider =>
            provider.GetRequiredService<Silo>().GrainFactory
        );
        services.AddSingleton<ITimerRegistry, TimerRegistry>();
        services.AddSingleton<SiloLifecycle>();
        services.AddSingleton<ISiloLifecycle>(static provider =>
            provider.GetRequiredService<SiloLifecycle>()
        );
        services.AddTransient<IGrainContext>(static _ => RuntimeContext.Current!);
        services.AddHostedService<SiloHostedService>();
    }

    public static void AddReminders(IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(ReminderService)))
        {
            return;
        }

        services.AddSingleton<IValidateOptions<ReminderOptions>, ReminderOptionsValidator>();
        services.AddSingleton<ReminderService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(static provider =>
            provider.GetRequiredService<ReminderService>()
        );
        services.AddSingleton<IReminderRegistry, ReminderRegistry>();
    }
}
