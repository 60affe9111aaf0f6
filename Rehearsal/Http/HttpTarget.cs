using System.Net;
using System.Net.Sockets;

namespace Ticketing.Rehearsal.Http;

/// <summary>Where requests go: a host's addresses, resolved once, and the port.</summary>
internal sealed record HttpTarget(IReadOnlyList<IPAddress> Addresses, int Port, string HostHeader)
{
    /// <summary>Whether every address of the host is this machine itself.</summary>
    public bool IsLoopback => Addresses.All(IPAddress.IsLoopback);

    /// <summary>Resolves a url. Load is for one's own machine, unless the operator says otherwise.</summary>
    /// <param name="url">http://host:port; a path is ignored.</param>
    /// <param name="allowRemote">Whether a host other than this machine may be put under load.</param>
    /// <returns>The target, or a sentence that says why there is none.</returns>
    public static async Task<(HttpTarget? Target, string? Refusal)> ResolveAsync(Uri url, bool allowRemote)
    {
        if (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttp)
        {
            return (
                null,
                $"--url {url}: only http:// is spoken. Rehearse against the server itself, behind its TLS proxy."
            );
        }
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(url.DnsSafeHost);
        }
        catch (SocketException e)
        {
            return (null, $"--url {url}: the host is not known ({e.Message}).");
        }
        var ordered = addresses.OrderBy(a => a.AddressFamily == AddressFamily.InterNetwork ? 0 : 1).ToArray();
        var target = new HttpTarget(ordered, url.Port, url.Authority);
        return target.IsLoopback || allowRemote
            ? (target, null)
            : (
                null,
                $"--url {url}: {url.Host} is not this machine. A rehearsal is heavy load and leaves users and sold seats "
                    + "behind; add --allow-remote if that server is yours and nobody buys there now."
            );
    }
}
