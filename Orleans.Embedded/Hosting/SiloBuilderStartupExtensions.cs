using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Tasks that run once at start, in the order in which they were added, when grains can be called.</summary>
public static class SiloBuilderStartupExtensions
{
    /// <summary>Adds a task that is made from the services.</summary>
    public static ISiloBuilder AddStartupTask<TStartup>(this ISiloBuilder builder)
        where TStartup : class, IStartupTask =>
        builder.AddStartupTask(
            (services, token) =>
                ActivatorUtilities.GetServiceOrCreateInstance<TStartup>(services).Execute(token)
        );

    /// <summary>Adds a task.</summary>
    public static ISiloBuilder AddStartupTask(this ISiloBuilder builder, IStartupTask startupTask) =>
        builder.AddStartupTask((_, token) => startupTask.Execute(token));

    /// <summary>Adds a task.</summary>
    public static ISiloBuilder AddStartupTask(
        this ISiloBuilder builder,
        Func<IServiceProvider, CancellationToken, Task> startupTask
    ) => builder.ConfigureServices(services => services.AddSingleton(new StartupTask(startupTask)));
}
