using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Concerts;
using Ticketing.Storage;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Health;

/// <summary>For load balancers and watchers: whether the process runs, and whether it can serve.</summary>
internal static class HealthRoutes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

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
        IStorageHealth storage,
        IGrainFactory grains,
        TimeProvider time
    )
    {
        var storageProblem = await ProblemOf(CheckStorageAsync(storage, context.RequestAborted), time);
        var clusterProblem = await ProblemOf(CheckClusterAsync(grains), time);
        var isHealthy = storageProblem is null && clusterProblem is null;
        var body = new HealthBody(
            isHealthy ? "healthy" : "unhealthy",
            new(storageProblem is null ? "reachable" : "unreachable", storageProblem),
            new(clusterProblem is null ? "reachable" : "unreachable", clusterProblem)
        );
        if (!isHealthy)
        {
            context.Response.Headers.RetryAfter = "5";
        }
        return isHealthy
            ? TypedResults.Ok(body)
            : TypedResults.Json(body, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string?> CheckStorageAsync(IStorageHealth storage, CancellationToken ct)
    {
        var health = await storage.CheckAsync(ct);
        return health.IsHealthy ? null : "The storage does not answer.";
    }

    private static async Task<string?> CheckClusterAsync(IGrainFactory grains)
    {
        // Any grain would do: that it answers shows that grains can be called.
        await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetAsync(knownVersion: 0);
        return null;
    }

    private static async Task<string?> ProblemOf(Task<string?> check, TimeProvider time)
    {
        try
        {
            return await check.WaitAsync(Patience, time);
        }
        catch (Exception failure)
        {
            // Callers may be anybody: what went wrong in detail is in the log, not here.
            return failure is TimeoutException ? "No answer in time." : "The check failed.";
        }
    }
}

/// <summary>The process runs.</summary>
internal sealed record AliveBody(string Status);

/// <summary>Whether the server can serve: healthy or unhealthy, and its parts.</summary>
internal sealed record HealthBody(string Status, HealthPart Storage, HealthPart Cluster);

/// <summary>One part: reachable or unreachable, and what is the matter where it is not.</summary>
internal sealed record HealthPart(
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Problem
);
