using Orleans.Dashboard;
using Ticketing.Hosting;

namespace Ticketing.WebFrontend.Admin;

/// <summary>Orleans' dashboard, for operators alone.</summary>
internal static class DashboardRoutes
{
    public const string Path = "/admin/dashboard";

    /// <summary>
    /// Maps the dashboard, if it is enabled, and puts its guard in front: by path, so that whatever the dashboard has
    /// there, now or in a later version, is behind it.
    /// </summary>
    public static void UseDashboard(this WebApplication app)
    {
        if (!DashboardSettings.IsEnabled(app.Configuration))
        {
            return;
        }
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Path),
            dashboard => dashboard.UseMiddleware<DashboardGuard>()
        );
        app.MapOrleansDashboard(Path).ExcludeFromDescription();
    }
}
