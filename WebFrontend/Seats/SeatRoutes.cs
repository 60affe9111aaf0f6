using Ticketing.Concerts;
using Ticketing.WebFrontend.Concerts;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Seats;

/// <summary>The seat map of a date: read it, watch it.</summary>
internal static class SeatRoutes
{
    /// <summary>Maps the seats below a date.</summary>
    public static void MapSeats(this IEndpointRouteBuilder routes)
    {
        var seats = routes
            .MapGroup("/api/concerts/{concertId}/schedules/{scheduleId}/seats")
            .WithTags("Seats")
            .Needs(TokenUse.Active);
        seats
            .MapGet("/", ListAsync)
            .WithSummary(
                "Every seat of a date with its status; a day such as 2026-12-24 names the only date on it."
            )
            .WithMetadata(new QueryMetadata("status", "Only seats that are available, held or sold."))
            .Produces<SeatMapBody>()
            .Refuses(Problems.ValidationFailed, Problems.ScheduleNotFound, Problems.TokenWrongQueue);
        seats
            .MapGet("/events", WatchAsync)
            .WithSummary("The seat map now, then each seat that changes, as server-sent events.")
            .Produces(200, contentType: "text/event-stream")
            .WithMetadata(
                new StreamMetadata("An event 'snapshot' with a SeatMapBody, then a SeatBody for each change.")
            )
            .Refuses(Problems.ScheduleNotFound, Problems.TokenWrongQueue);
    }

    private static async Task<IResult> ListAsync(
        string concertId,
        string scheduleId,
        HttpContext context,
        CatalogCopy catalog,
        SeatMaps maps
    )
    {
        var only = QueryValues.OneOf(context.Request, "status", SeatMapJson.StatusNames, out var invalid);
        if (invalid is not null)
        {
            return invalid;
        }
        var (schedule, refusal) = await FindAsync(concertId, scheduleId, context, catalog);
        if (schedule is null)
        {
            return refusal!;
        }
        var json = only is null
            ? await maps.GetJsonAsync(schedule)
            : SeatMapJson.Write(schedule, await maps.GetAsync(schedule), only);
        return new JsonBytes(json);
    }

    private static async Task<IResult> WatchAsync(
        string concertId,
        string scheduleId,
        HttpContext context,
        CatalogCopy catalog,
        SeatEvents events
    )
    {
        var (schedule, refusal) = await FindAsync(concertId, scheduleId, context, catalog);
        return schedule is null ? refusal! : await events.StreamAsync(context, schedule);
    }

    private static async Task<(ScheduleInfo? Schedule, ApiProblem? Refusal)> FindAsync(
        string concertId,
        string scheduleId,
        HttpContext context,
        CatalogCopy catalog
    )
    {
        if (await catalog.FindAsync(concertId) is not { } concert)
        {
            return (null, new ApiProblem(Problems.ScheduleNotFound));
        }
        if (ConcertGate.Refuse(context, concert.QueueId) is { } refusal)
        {
            return (null, refusal);
        }
        return concert.FindSchedule(scheduleId) is { } schedule
            ? (schedule, null)
            : (null, new ApiProblem(Problems.ScheduleNotFound));
    }
}

/// <summary>A seat map as the API description shows it; <see cref="SeatMapJson"/> writes it.</summary>
internal sealed record SeatMapBody(
    string ScheduleId,
    DateTimeOffset StartsAt,
    long Price,
    IReadOnlyList<SeatBody> Seats
);

/// <summary>One seat: its number from 1; available, held or sold.</summary>
internal sealed record SeatBody(int SeatNumber, string Status);
