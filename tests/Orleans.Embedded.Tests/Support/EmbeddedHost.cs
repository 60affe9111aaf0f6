using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests.Support;

/// <summary>The runtime in a host of its own, on a manual clock.</summary>
internal sealed class EmbeddedHost : IAsyncDisposable
{
    /// <summary>How long a test waits for what must come.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private EmbeddedHost(IHost host, ManualTimeProvider clock) => (Host, Clock) = (host, clock);

    public IHost Host { get; }

    public ManualTimeProvider Clock { get; }

    public IGrainFactory Grains => Host.Services.GetRequiredService<IGrainFactory>();

    public Silo Silo => Host.Services.GetRequiredService<Silo>();

    public ScriptGrain.Hooks Hooks => Host.Services.GetRequiredService<ScriptGrain.Hooks>();

    public static EmbeddedHost Build(Action<ISiloBuilder>? configure = null, ManualTimeProvider? clock = null)
    {
        clock ??= new ManualTimeProvider();
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(
            new HostApplicationBuilderSettings { DisableDefaults = true }
        );
        builder.UseOrleans(silo =>
        {
            silo.Services.AddSingleton<TimeProvider>(clock);
            silo.Services.AddSingleton<ScriptGrain.Hooks>();
            configure?.Invoke(silo);
        });
        return new EmbeddedHost(builder.Build(), clock);
    }

    public static async Task<EmbeddedHost> StartAsync(
        Action<ISiloBuilder>? configure = null,
        ManualTimeProvider? clock = null
    )
    {
        var host = Build(configure, clock);
        await host.Host.StartAsync();
        return host;
    }

    public IScriptGrain Script(string key) => Grains.GetGrain<IScriptGrain>(key);

    public async ValueTask DisposeAsync()
    {
        await Host.StopAsync();
        Host.Dispose();
    }
}
