using System.Net;
using System.Net.Sockets;

namespace Ticketing.Rehearsal.Http;

/// <summary>Load is for the operator's own machine, unless the operator says otherwise.</summary>
internal static class RemoteGuard
{
    /// <summary>Looks up where the server is.</summary>
    /// <returns>Whether it is this machine, and a sentence if it must not be put under load.</returns>
    public static async Task<(bool IsLoopback, string? Refusal)> CheckAsync(ServerSettings server)
    {
        var url = server.Url;
        IPAddress[] addresses;
        try
        {
            addresses = await Dns.GetHostAddressesAsync(url.DnsSafeHost);
        }
        catch (SocketException e)
        {
            return (false, $"--url {url}: the host is not known ({e.Message}).");
        }
        var isLoopback = addresses.All(IPAddress.IsLoopback);
        return isLoopback || server.AllowRemote
            ? (isLoopback, null)
            : (
                false,
                $"--url {url}: {url.Host} is not this machine. A rehearsal is heavy load and leaves users and sold seats "
                    + "behind; add --allow-remote if that server is yours and nobody buys there now."
            );
    }
}
