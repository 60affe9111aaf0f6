using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Adds reminders; the table is whatever <see cref="IReminderTable"/> is registered.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Adds reminders.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder) =>
        builder.ConfigureServices(static services => services.AddReminders());

    /// <summary>Adds reminders; called again it adds nothing.</summary>
    public static void AddReminders(this IServiceCollection services) =>
        DefaultServices.AddReminders(services);
}
