using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Concerts;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Concerts;

/// <summary>Concerts and their dates, answered from memory.</summary>
internal static class ConcertRoutes
{
    private static readonly string[] Booleans = ["true", "false"];

    /// <summary>Maps <c>/api/concerts</c> and the dates below it.</summary>
    public static void MapConcerts(this IEndpointRouteBuilder routes)
    {
        var concerts = routes.MapGroup("/api/concerts").WithTags("Concerts").Needs(TokenUse.Active);
        concerts.MapGet("/", ListAsync).WithSummary("Every concert, and whether anything is still bookable.");
        concerts
            .MapGet("/{concertId}/schedules", ListSchedulesAsync)
            .WithSummary("The dates of a concert that are still bookable; with all=true, all of them.")
            .WithMetadata(new QueryMetadata("all", "true: also dates that are sold out or have begun."))
            .Refuses(Problems.ValidationFailed, Problems.ConcertNotFound, Problems.TokenWrongQueue);
    }

    private static async Task<Ok<ConcertsBody>> ListAsync(
        CatalogCopy catalog,
        Availability availability,
        TimeProvider time
    )
    {
        var snapshot = await catalog.GetAsync();
        var now = time.GetUtcNow();
        // All dates are asked first, then awaited: they answer side by side.
        var bookable = snapshot
            .Concerts.Select(concert => IsBookableAsync(concert, availability, now))
            .ToList();
        var bodies = new List<ConcertBody>(bookable.Count);
        for (var i = 0; i < bookable.Count; i++)
        {
            var concert = snapshot.Concerts[i];
            bodies.Add(
                new(
                    concert.ConcertId,
                    concert.Title,
                    concert.Venue,
                    await bookable[i],
                    concert.Schedules.Length
                )
            );
        }
        return TypedResults.Ok(new ConcertsBody(bodies));
    }

    private static async Task<Results<Ok<SchedulesBody>, ApiProblem>> ListSchedulesAsync(
        string concertId,
        HttpContext context,
        CatalogCopy catalog,
        Availability availability,
        TimeProvider time
    )
    {
        var all = QueryValues.OneOf(context.Request, "all", Booleans, out var invalid) == "true";
        if (invalid is not null)
        {
            return invalid;
        }
        if (await catalog.FindAsync(concertId) is not { } concert)
        {
            return new ApiProblem(Problems.ConcertNotFound);
        }
        if (ConcertGate.Refuse(context, concert.QueueId) is { } refusal)
        {
            return refusal;
        }
        var now = time.GetUtcNow();
        var counted = concert
            .Schedules.Select(schedule => (schedule, Asking: availability.GetAsync(schedule.Key)))
            .ToList();
        var bodies = new List<ScheduleBody>(counted.Count);
        foreach (var (schedule, asking) in counted)
        {
            var (startsAt, price, seats) = schedule.Definition;
            var available = (await asking).Available;
            if (all || (available > 0 && startsAt > now))
            {
                bodies.Add(new(schedule.Key.ScheduleId, startsAt, price, seats, available));
            }
        }
        return TypedResults.Ok(new SchedulesBody(bodies));
    }

    private static async Task<bool> IsBookableAsync(
        ConcertInfo concert,
        Availability availability,
        DateTimeOffset now
    )
    {
        var asking = concert
            .Schedules.Where(schedule => schedule.Definition.StartsAt > now)
            .Select(schedule => availability.GetAsync(schedule.Key));
        return (await Task.WhenAll(asking)).Any(summary => summary.Available > 0);
    }
}
