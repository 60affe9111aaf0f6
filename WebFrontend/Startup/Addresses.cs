using System.Net;
using System.Net.Sockets;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Checks where the server is to listen before anything is opened.</summary>
internal static class Addresses
{
    /// <summary>Reads the addresses that are configured.</summary>
    /// <exception cref="StartRefusedException">One of them cannot be listened at.</exception>
    public static void Check(IConfiguration configuration)
    {
        const StringSplitOptions trimmed =
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        foreach (var address in (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', trimmed))
        {
            if (!IsAddress(address))
            {
                throw new StartRefusedException(
                    $"--urls or ASPNETCORE_URLS is {address}; it must be like http://localhost:5000."
                );
            }
            RequireFree(BindingAddress.Parse(address), address);
        }
    }

    // Kestrel finds out as well, but only once the silo runs, which then stops with many lines of its own.
    private static void RequireFree(BindingAddress binding, string address)
    {
        var host =
            IPAddress.TryParse(binding.Host, out var ip) ? ip
            : binding.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
            : IPAddress.Any;
        using var listener = new TcpListener(host, binding.Port);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new StartRefusedException(
                $"--urls or ASPNETCORE_URLS is {address}, which cannot be listened at: {exception.Message}. "
                    + "Choose another address."
            );
        }
    }

    private static bool IsAddress(string text)
    {
        try
        {
            var address = BindingAddress.Parse(text);
            return address.Port is >= 0 and <= 65_535
                && address.Scheme.ToUpperInvariant() is "HTTP" or "HTTPS";
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
