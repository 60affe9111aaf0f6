using Orleans.Hosting;

namespace Ticketing.Hosting;

/// <summary>A build without Orleans' dashboard: nothing is gathered and nothing is shown.</summary>
internal static class OrleansDashboard
{
    public static void AddTo(ISiloBuilder silo) => _ = silo;

    public static void AddTo(IClientBuilder client) => _ = client;
}
