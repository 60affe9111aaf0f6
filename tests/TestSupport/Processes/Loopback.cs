using System.Net;
using System.Net.Sockets;

namespace Ticketing.TestSupport;

/// <summary>Addresses of this machine that only this machine reaches.</summary>
public static class Loopback
{
    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
