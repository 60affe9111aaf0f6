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
