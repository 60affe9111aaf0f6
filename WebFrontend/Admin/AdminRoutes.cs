using Ticketing.WebFrontend.Audit;

namespace Ticketing.WebFrontend.Admin;

/// <summary>What operators do: concerts, dates, queues, audits.</summary>
internal static class AdminRoutes
{
    /// <summary>Maps <c>/api/admin</c>.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder routes)
    {
        var admin = routes
            .MapGroup("/api/admin")
            .AddEndpointFilter<RouteGroupBuilder, AdminFilter>()
            .WithMetadata(new AdminMetadata())
            .WithTags("Operators");
        admin.MapCatalog();
        admin.MapQueues();
        admin.MapAudit();
    }
}
