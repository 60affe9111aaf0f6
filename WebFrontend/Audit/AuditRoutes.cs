using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Concerts;
using Ticketing.WebFrontend.Concerts;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Audit;

/// <summary>The audit as operators call it.</summary>
internal static class AuditRoutes
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>Maps it.</summary>
    public static void MapAudit(this IEndpointRouteBuilder admin) =>
        admin
            .MapPost("/audit", RunAsync)
            .WithSummary("Reconciles money, seats, reservations and tickets over everything that is stored.")
            .Takes(typeof(AuditRequest), optional: true)
            .WithRequestTimeout(Timeout)
            .Refuses(Problems.ValidationFailed, Problems.ConcertNotFound);

    private static async Task<Results<Ok<AuditBody>, ApiProblem>> RunAsync(
        HttpContext context,
        CatalogCopy catalog,
        Auditor auditor
    )
    {
        var (body, invalid) = await BodyReader.ReadAsync<AuditRequest>(context, mayBeEmpty: true);
        if (body is null)
        {
            return invalid!;
        }
        // A mistyped id would audit nothing and find nothing wrong with it.
        if (body.ConcertId is { } concertId && await catalog.FindAsync(concertId) is null)
        {
            return new ApiProblem(Problems.ConcertNotFound);
        }
        return TypedResults.Ok(await auditor.RunAsync(body.ConcertId, context.RequestAborted));
    }
}
