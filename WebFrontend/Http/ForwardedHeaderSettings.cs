using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Http;

/// <summary>
/// Which proxies are believed when they say whose request they forward, section <c>ForwardedHeaders</c>. None: nobody.
/// </summary>
internal sealed class ForwardedHeaderSettings : ICheckedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "ForwardedHeaders";

    /// <summary>Addresses of proxies.</summary>
    public List<string> KnownProxies { get; } = [];

    /// <summary>Networks of proxies, such as 10.0.0.0/8.</summary>
    public List<string> KnownNetworks { get; } = [];

    /// <summary>Through how many proxies a request comes at most, 1 to 100.</summary>
    public int ForwardLimit { get; set; } = 1;

    /// <summary>Whether any proxy is believed.</summary>
    public bool IsOn => KnownProxies.Count + KnownNetworks.Count > 0;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() =>
        [
            .. CheckedOptions.Ranges(("ForwardedHeaders:ForwardLimit", ForwardLimit, 1, 100)),
            .. KnownProxies
                .Index()
                .Where(proxy => !IPAddress.TryParse(proxy.Item, out _))
                .Select(proxy =>
                    $"ForwardedHeaders:KnownProxies:{proxy.Index} must be an address such as 10.0.0.1."
                ),
            .. KnownNetworks
                .Index()
                .Where(network => !System.Net.IPNetwork.TryParse(network.Item, out _))
                .Select(network =>
                    $"ForwardedHeaders:KnownNetworks:{network.Index} must be a network such as 10.0.0.0/8."
                ),
        ];
}

/// <summary>Sets the framework's forwarded headers up.</summary>
internal static class ForwardedHeaderSetup
{
    /// <summary>Believes the configured proxies.</summary>
    public static void AddForwardedHeaders(this IServiceCollection services)
    {
        services.AddChecked<ForwardedHeaderSettings>(ForwardedHeaderSettings.Section);
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<IOptions<ForwardedHeaderSettings>>(
                (options, settings) =>
                {
                    options.ForwardedHeaders =
                        ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    options.ForwardLimit = settings.Value.ForwardLimit;
                    options.KnownProxies.Clear();
                    options.KnownIPNetworks.Clear();
                    foreach (var proxy in settings.Value.KnownProxies)
                    {
                        options.KnownProxies.Add(IPAddress.Parse(proxy));
                    }
                    foreach (var network in settings.Value.KnownNetworks)
                    {
                        options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
                    }
                }
            );
    }
}
