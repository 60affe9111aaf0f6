using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Health;

/// <summary>For load balancers and watchers: whether the process runs, and whether it can serve.</summary>
internal static class HealthRoutes
{
    private const string Storage = "storage";
    private const string Cluster = "cluster";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Adds what <c>/health</c> asks.</summary>
    public static void AddHealthParts(this IServiceCollection services) =>
        services
            .AddHealthChecks()
            .AddCheck<StorageCheck>(Storage, timeout: Patience)
            .AddCheck<ClusterCheck>(Cluster, timeout: Patience);

    /// <summary>Maps <c>/alive</c> and <c>/health</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/").WithTags("Health").DisableRateLimiting();
        health
            .MapGet("/alive", () => TypedResults.Ok(new AliveBody("alive")))
            .WithSummary("The process runs.");
        health
            .MapGet("/health", CheckAsync)
            .WithSummary("Storage and cluster answer.")
            .Refuses(Problems.Unavailable);
    }

    private static async Task<Results<Ok<HealthBody>, JsonHttpResult<HealthBody>>> CheckAsync(
        HttpContext context,
        HealthCheckService checks
    )
    {
        var report = await checks.CheckHealthAsync(context.RequestAborted);
        var isHealthy = report.Status == HealthStatus.Healthy;
        var body = new HealthBody(
            isHealthy ? "healthy" : "unhealthy",
            PartOf(report.Entries[Storage]),
            PartOf(report.Entries[Cluster])
        );
        if (isHealthy)
        {
            return TypedResults.Ok(body);
        }
        context.Response.Headers.RetryAfter = "5";
        return TypedResults.Json(body, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    // Callers may be anybody: what went wrong in detail is in the log, not here.
    private static HealthPart PartOf(HealthReportEntry entry) =>
        entry.Status == HealthStatus.Healthy
            ? new("reachable", null)
            : new(
                "unreachable",
                entry.Exception is TimeoutException ? "No answer in time." : "The check failed."
            );
}

/// <summary>The process runs.</summary>
internal sealed record AliveBody(string Status);

/// <summary>Whether the server can serve: healthy or unhealthy, and its parts.</summary>
internal sealed record HealthBody(string Status, HealthPart Storage, HealthPart Cluster);

/// <summary>One part: reachable or unreachable, and what is the matter if it is not.</summary>
internal sealed record HealthPart(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem
);
