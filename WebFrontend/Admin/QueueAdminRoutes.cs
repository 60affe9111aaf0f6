using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Common;
using Ticketing.Concerts;
using Ticketing.Queue;
using Ticketing.WebFrontend.Concerts;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Admin;

/// <summary>The lines as operators see and change them.</summary>
internal static class QueueAdminRoutes
{
    private const double MaxPerMinute = 10_000_000;

    /// <summary>Maps the operators' queues.</summary>
    public static void MapQueues(this IEndpointRouteBuilder admin)
    {
        admin
            .MapGet("/queues/{queueId}", GetAsync)
            .WithSummary("A queue's settings and figures.")
            .Refuses(Problems.QueueNotFound);
        admin
            .MapPut("/queues/{queueId}", PutAsync)
            .WithSummary("Changes a queue, or makes it; what is left out stays as it is.")
            .Takes(typeof(ConfigureQueueRequest), optional: true)
            .Refuses(Problems.ValidationFailed, Problems.CatalogLimit);
        admin
            .MapGet("/queues/{queueId}/forecast", ForecastAsync)
            .WithSummary("What if: the wait and the time of selling out at another speed of admission.")
            .WithMetadata(
                new QueryMetadata("admissionsPerMinute", "The speed; left out, what the settings allow.")
            )
            .WithMetadata(
                new QueryMetadata("seats", "How many seats; left out, those available behind the queue.")
            )
            .Refuses(Problems.ValidationFailed, Problems.QueueNotFound);
    }

    private static async Task<Results<Ok<QueueBody>, ApiProblem>> GetAsync(
        string queueId,
        IGrainFactory grains,
        CatalogCopy catalog
    ) =>
        await FindAsync(queueId, grains, catalog) is { } queue
            ? TypedResults.Ok(QueueBody.Of(queue))
            : new ApiProblem(Problems.QueueNotFound);

    private static async Task<Results<Ok<QueueBody>, ApiProblem>> PutAsync(
        string queueId,
        HttpContext context,
        IGrainFactory grains,
        CatalogCopy catalog
    )
    {
        var (body, invalid) = await BodyReader.ReadAsync<ConfigureQueueRequest>(context, mayBeEmpty: true);
        if (body is null)
        {
            return invalid!;
        }
        if (!Ids.IsValid(queueId))
        {
            return ApiProblem.Invalid("queueId", new("Is no id.", "올바른 ID가 아닙니다."));
        }
        if (!await catalog.HasQueueAsync(queueId))
        {
            var added = await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).AddQueueAsync(queueId);
            if (added == CatalogStatus.LimitReached)
            {
                return new ApiProblem(Problems.CatalogLimit);
            }
            await catalog.RefreshAsync();
        }
        var grain = grains.GetGrain<IQueueGrain>(queueId);
        var settings = body.Apply((await grain.GetOverviewAsync()).Settings);
        return TypedResults.Ok(QueueBody.Of(await grain.ConfigureAsync(settings)));
    }

    private static async Task<Results<Ok<ForecastBody>, ApiProblem>> ForecastAsync(
        string queueId,
        HttpContext context,
        IGrainFactory grains,
        CatalogCopy catalog,
        Availability availability,
        TimeProvider time
    )
    {
        if (ReadSpeed(context.Request, out var asked) is { } invalidSpeed)
        {
            return invalidSpeed;
        }
        var seats = QueryValues.Integer(context.Request, "seats", -1, 0, int.MaxValue, out var invalidSeats);
        if (invalidSeats is not null)
        {
            return invalidSeats;
        }
        if (await FindAsync(queueId, grains, catalog) is not { } queue)
        {
            return new ApiProblem(Problems.QueueNotFound);
        }
        if (seats < 0)
        {
            seats = await CountSeatsAsync(queueId, catalog, availability, time.GetUtcNow());
        }
        var speed = asked ?? ForecastRules.AllowedPerMinute(queue.Settings);
        var (lastInLine, sellOut) = ForecastRules.Forecast(queue.Waiting, queue.Active, seats, speed);
        return TypedResults.Ok(new ForecastBody(queueId, speed, queue.Waiting, lastInLine, seats, sellOut));
    }

    private static async Task<QueueOverview?> FindAsync(
        string queueId,
        IGrainFactory grains,
        CatalogCopy catalog
    ) =>
        Ids.IsValid(queueId) && await catalog.HasQueueAsync(queueId)
            ? await grains.GetGrain<IQueueGrain>(queueId).GetOverviewAsync()
            : null;

    private static async Task<long> CountSeatsAsync(
        string queueId,
        CatalogCopy catalog,
        Availability availability,
        DateTimeOffset now
    )
    {
        var concerts = (await catalog.GetAsync()).Concerts;
        var asking = concerts
            .Where(concert => concert.QueueId == queueId)
            .SelectMany(concert => concert.Schedules)
            .Where(schedule => schedule.Definition.StartsAt > now)
            .Select(schedule => availability.GetAsync(schedule.Key));
        return (await Task.WhenAll(asking)).Sum(summary => (long)summary.Available);
    }

    private static ApiProblem? ReadSpeed(HttpRequest request, out double? perMinute)
    {
        perMinute = null;
        var values = request.Query["admissionsPerMinute"];
        if (values.Count == 0)
        {
            return null;
        }
        const NumberStyles style = NumberStyles.AllowDecimalPoint;
        if (
            values.Count == 1
            && double.TryParse(values[0], style, CultureInfo.InvariantCulture, out var speed)
            && speed is >= 0 and <= MaxPerMinute
        )
        {
            perMinute = speed;
            return null;
        }
        return ApiProblem.Invalid(
            "admissionsPerMinute",
            new("Must be one number (0 … 10000000).", "하나의 숫자여야 합니다 (0 … 10000000).")
        );
    }
}
