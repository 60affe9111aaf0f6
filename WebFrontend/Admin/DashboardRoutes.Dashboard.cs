using Orleans.Dashboard;

namespace Ticketing.WebFrontend.Admin;

/// <summary>Orleans' dashboard, for operators alone.</summary>
internal static class DashboardRoutes
{
    public const string Path = "/admin/dashboard";

    /// <summary>
    /// Maps the dashboard and puts its guard in front: by path, so that whatever the dashboard has there, now or in a
    /// later version, is behind it.
    /// </summary>
    public static void UseDashboard(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments(Path),
            dashboard => dashboard.UseMiddleware<DashboardGuard>()
        );
        app.MapOrleansDashboard(Path).ExcludeFromDescription();
    }
}
