namespace Ticketing.WebFrontend.Admin;

/// <summary>A build without Orleans' dashboard: its path is unknown.</summary>
internal static class DashboardRoutes
{
    public static void UseDashboard(this WebApplication app) => _ = app;
}
