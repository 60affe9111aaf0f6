using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Startup;

/// <summary>What holds where nothing else is configured, wherever the server is started from.</summary>
internal static class Defaults
{
    private const int MaxDiscardedBytes = 8 * 1024 * 1024;
    private const int MaxHeadersBytes = 16 * 1024;
    private const int MaxLineBytes = 8 * 1024;

    /// <summary>Sets limits and levels of logging.</summary>
    public static void Apply(WebApplicationBuilder builder)
    {
        // First of all sources, so that every other one has its say over it.
        builder.Configuration.Sources.Insert(
            0,
            new MemoryConfigurationSource
            {
                InitialData = new Dictionary<string, string?>
                {
                    ["Logging:LogLevel:Default"] = "Information",
                    ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                    ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
                    // While this category logs nothing, no activity is made for each request.
                    ["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "None",
                },
            }
        );
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Routes take far less. Up to here the rest of a body that is too large is read and thrown away, so that
            // the refusal arrives; past it the connection is cut.
            kestrel.Limits.MaxRequestBodySize = MaxDiscardedBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeadersBytes;
            kestrel.Limits.MaxRequestLineSize = MaxLineBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        // Beyond the time that running requests have to finish, for boards, grains and the last commit.
        builder
            .Services.AddOptions<HostOptions>()
            .Configure<IOptions<ShutdownOptions>>(
                (host, shutdown) =>
                    host.ShutdownTimeout = TimeSpan.FromSeconds(shutdown.Value.DrainSeconds + 15)
            );
    }
}
