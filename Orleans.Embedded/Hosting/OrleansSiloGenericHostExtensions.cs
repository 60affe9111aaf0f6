using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

/// <summary>
/// Adds the runtime to a host. It starts with the host: storage, reminders, then startup tasks; and stops with it: what
/// runs is let finish, new calls are refused, then every activation ends.
/// </summary>
public static class OrleansSiloGenericHostExtensions
{
    /// <summary>Adds the runtime as it is.</summary>
    public static IHostApplicationBuilder UseOrleans(this IHostApplicationBuilder hostAppBuilder) =>
        hostAppBuilder.UseOrleans(static _ => { });

    /// <summary>Adds the runtime as it is.</summary>
    public static HostApplicationBuilder UseOrleans(this HostApplicationBuilder hostAppBuilder) =>
        hostAppBuilder.UseOrleans(static _ => { });

    /// <summary>Adds the runtime; called again it configures the same one.</summary>
    public static IHostApplicationBuilder UseOrleans(
        this IHostApplicationBuilder hostAppBuilder,
        Action<ISiloBuilder> configureDelegate
    )
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(AddCore(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    /// <summary>Adds the runtime; called again it configures the same one.</summary>
    public static HostApplicationBuilder UseOrleans(
        this HostApplicationBuilder hostAppBuilder,
        Action<ISiloBuilder> configureDelegate
    )
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(AddCore(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    /// <summary>Adds the runtime; called again it configures the same one.</summary>
    public static IHostBuilder UseOrleans(
        this IHostBuilder hostBuilder,
        Action<ISiloBuilder> configureDelegate
    ) => hostBuilder.UseOrleans((_, silo) => configureDelegate(silo));

    /// <summary>Adds the runtime; called again it configures the same one.</summary>
    public static IHostBuilder UseOrleans(
        this IHostBuilder hostBuilder,
        Action<HostBuilderContext, ISiloBuilder> configureDelegate
    )
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return hostBuilder.ConfigureServices(
            (context, services) => configureDelegate(context, AddCore(services, context.Configuration))
        );
    }

    /// <summary>Adds the runtime; called again it configures the same one.</summary>
    public static IServiceCollection AddOrleans(
        this IServiceCollection services,
        Action<ISiloBuilder> configureDelegate
    )
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(AddCore(services, new ConfigurationBuilder().Build()));
        return services;
    }

    private static SiloBuilder AddCore(IServiceCollection services, IConfiguration configuration)
    {
        var existing = services.FirstOrDefault(service => service.ServiceType == typeof(SiloBuilder));
        if (existing?.ImplementationInstance is SiloBuilder builder)
        {
            return builder;
        }

        builder = new SiloBuilder(services, configuration);
        services.AddSingleton(builder);
        DefaultServices.Add(services);
        return builder;
    }
}
