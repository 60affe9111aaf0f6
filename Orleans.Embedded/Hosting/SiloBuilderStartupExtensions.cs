using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans.Hosting;

/// <summary>Tasks that run once at start, those of one stage together; an exception stops the start.</summary>
public static class SiloBuilderStartupExtensions
{
    /// <summary>Adds a task that is made from the services.</summary>
    public static ISiloBuilder AddStartupTask<TStartup>(
        this ISiloBuilder builder,
        int stage = ServiceLifecycleStage.Active
    )
        where TStartup : class, IStartupTask =>
        builder.AddStartupTask(
            (services, token) =>
                ActivatorUtilities.GetServiceOrCreateInstance<TStartup>(services).Execute(token),
            stage
        );

    /// <summary>Adds a task.</summary>
    public static ISiloBuilder AddStartupTask(
        this ISiloBuilder builder,
        IStartupTask startupTask,
        int stage = ServiceLifecycleStage.Active
    ) => builder.AddStartupTask((_, token) => startupTask.Execute(token), stage);

    /// <summary>Adds a task.</summary>
    public static ISiloBuilder AddStartupTask(
        this ISiloBuilder builder,
        Func<IServiceProvider, CancellationToken, Task> startupTask,
        int stage = ServiceLifecycleStage.Active
    ) =>
        builder.ConfigureServices(services =>
            services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => new StartupTask(
                provider,
                startupTask,
                stage
            ))
        );
}
