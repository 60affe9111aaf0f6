using Orleans.Dashboard;
using Orleans.Hosting;

namespace Ticketing.Hosting;

/// <summary>
/// Orleans' dashboard: each silo gathers its figures while somebody looks, and a front end shows those of all. The logs
/// go where the logs of each process go: shown here, each look would hold up the end of a front end.
/// </summary>
internal static class OrleansDashboard
{
    public static void AddTo(ISiloBuilder silo) => silo.AddDashboard(Hide);

    public static void AddTo(IClientBuilder client) => client.AddDashboard(Hide);

    private static void Hide(DashboardOptions options) => options.HideTrace = true;
}
