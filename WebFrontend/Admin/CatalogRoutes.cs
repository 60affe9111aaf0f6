using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Common;
using Ticketing.Concerts;
using Ticketing.WebFrontend.Concerts;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue;

namespace Ticketing.WebFrontend.Admin;

/// <summary>What is sold.</summary>
internal static class CatalogRoutes
{
    /// <summary>Maps the operators' concerts and dates.</summary>
    public static void MapCatalog(this IEndpointRouteBuilder admin)
    {
        admin
            .MapPost("/concerts", AddConcertAsync)
            .WithSummary("Adds a concert, and its queue where that is new.")
            .Takes(typeof(AddConcertRequest))
            .Refuses(Problems.ValidationFailed, Problems.ConcertExists, Problems.CatalogLimit);
        admin
            .MapPost("/concerts/{concertId}/schedules", AddScheduleAsync)
            .WithSummary("Adds a date of a concert.")
            .Takes(typeof(AddScheduleRequest))
            .Refuses(
                Problems.ValidationFailed,
                Problems.ConcertNotFound,
                Problems.ScheduleExists,
                Problems.CatalogLimit
            );
        admin
            .MapGet("/schedules/{concertId}/{scheduleId}", GetSalesAsync)
            .WithSummary("How many seats of a date are available, held and sold, and the revenue.")
            .Refuses(Problems.ScheduleNotFound);
    }

    private static async Task<Results<Created<StoredConcertBody>, ApiProblem>> AddConcertAsync(
        HttpContext context,
        IGrainFactory grains,
        CatalogCopy catalog
    )
    {
        var (body, invalid) = await BodyReader.ReadAsync<AddConcertRequest>(context);
        if (body is null)
        {
            return invalid!;
        }
        var concert = new AddConcert(
            body.ConcertId ?? Ids.New("concert"),
            body.Title,
            body.Venue,
            body.QueueId ?? QueueRoutes.DefaultQueueId
        );
        var status = await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).AddConcertAsync(concert);
        if (Refuse(status, Problems.ConcertExists) is { } refusal)
        {
            return refusal;
        }
        await catalog.RefreshAsync();
        return TypedResults.Created(
            $"/api/concerts/{concert.ConcertId}/schedules",
            new StoredConcertBody(concert.ConcertId, concert.Title, concert.Venue, concert.QueueId)
        );
    }

    private static async Task<Results<Created<StoredScheduleBody>, ApiProblem>> AddScheduleAsync(
        string concertId,
        HttpContext context,
        IGrainFactory grains,
        CatalogCopy catalog
    )
    {
        var (body, invalid) = await BodyReader.ReadAsync<AddScheduleRequest>(context);
        if (body is null)
        {
            return invalid!;
        }
        if (!Ids.IsValid(concertId))
        {
            return new ApiProblem(Problems.ConcertNotFound);
        }
        var key = new ScheduleKey(concertId, body.ScheduleId ?? Ids.New("date"));
        var definition = new ScheduleDefinition(body.StartsAt, body.Price, body.Seats);
        var status = await grains
            .GetGrain<ICatalogGrain>(ICatalogGrain.Key)
            .AddScheduleAsync(new AddSchedule(key, definition));
        if (Refuse(status, Problems.ScheduleExists) is { } refusal)
        {
            return refusal;
        }
        await catalog.RefreshAsync();
        return TypedResults.Created(
            $"/api/admin/schedules/{key.ConcertId}/{key.ScheduleId}",
            new StoredScheduleBody(concertId, key.ScheduleId, body.StartsAt, body.Price, body.Seats)
        );
    }

    private static async Task<Results<Ok<ScheduleSalesBody>, ApiProblem>> GetSalesAsync(
        string concertId,
        string scheduleId,
        IGrainFactory grains,
        CatalogCopy catalog
    )
    {
        var concert = await catalog.FindAsync(concertId);
        if (concert?.FindSchedule(scheduleId) is not { } schedule)
        {
            return new ApiProblem(Problems.ScheduleNotFound);
        }
        var (key, (startsAt, price, seats)) = schedule;
        var sales = await grains.GetGrain<IScheduleGrain>(key.ToString()).GetSummaryAsync();
        return TypedResults.Ok(
            new ScheduleSalesBody(
                key.ConcertId,
                key.ScheduleId,
                startsAt,
                price,
                seats,
                sales.Available,
                sales.Held,
                sales.Sold,
                sales.Revenue
            )
        );
    }

    private static ApiProblem? Refuse(CatalogStatus status, ProblemKind exists) =>
        status switch
        {
            CatalogStatus.Added => null,
            CatalogStatus.Exists => new(exists),
            CatalogStatus.ConcertNotFound => new(Problems.ConcertNotFound),
            CatalogStatus.LimitReached => new(Problems.CatalogLimit),
            _ => throw new InvalidOperationException($"A change of the catalog ended as {status}."),
        };
}
