using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Common;
using Ticketing.Concerts;
using Ticketing.Reservations;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Payments;

/// <summary>Tickets: look one up, list them.</summary>
internal static class TicketRoutes
{
    /// <summary>Maps <c>/api/tickets</c> and the list of a user's.</summary>
    public static void MapTickets(this IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/tickets/{ticketId}", FindAsync)
            .WithTags("Tickets")
            .WithSummary("One of the caller's tickets.")
            .Needs(TokenUse.Any)
            .Refuses(Problems.TicketNotFound);
        routes
            .MapGet("/api/users/{userId}/tickets", ListAsync)
            .WithTags("Tickets")
            .WithSummary("The caller's tickets, newest first.")
            .WithMetadata(new PagedMetadata())
            .Needs(TokenUse.Any)
            .Refuses(Problems.ValidationFailed, Problems.UserMismatch);
    }

    private static async Task<Results<Ok<TicketBody>, ApiProblem>> FindAsync(
        string ticketId,
        HttpContext context,
        IGrainFactory grains,
        CatalogCopy catalog
    ) =>
        Ids.IsValid(ticketId)
        && await grains.GetGrain<IReservationBookGrain>(context.Caller().UserId).FindByTicketAsync(ticketId)
            is { } reservation
            ? TypedResults.Ok(await ToTicketAsync(reservation, catalog))
            : new ApiProblem(Problems.TicketNotFound);

    private static async Task<Results<Ok<TicketsBody>, ApiProblem>> ListAsync(
        string userId,
        HttpContext context,
        IGrainFactory grains,
        CatalogCopy catalog
    )
    {
        if (context.Caller().UserId != userId)
        {
            return new ApiProblem(Problems.UserMismatch);
        }
        if (Paging.Read(context.Request, out var paging) is { } invalid)
        {
            return invalid;
        }
        var page = await grains
            .GetGrain<IReservationBookGrain>(userId)
            .ListAsync(paging.Before, paging.Limit, ticketsOnly: true);
        var tickets = new List<TicketBody>(page.Reservations.Length);
        foreach (var reservation in page.Reservations)
        {
            tickets.Add(await ToTicketAsync(reservation, catalog));
        }
        return TypedResults.Ok(new TicketsBody(tickets, page.Next));
    }

    private static async ValueTask<TicketBody> ToTicketAsync(Reservation reservation, CatalogCopy catalog)
    {
        var key = new ScheduleKey(reservation.ConcertId, reservation.ScheduleId);
        // Concerts and dates are never taken out of the catalog, so what was sold is still there.
        var schedule = await catalog.FindScheduleAsync(key);
        var concert = await catalog.FindConcertAsync(reservation.ConcertId);
        if (schedule is null || concert is null || reservation.Payment is not { } payment)
        {
            throw new InvalidOperationException(
                $"The ticket of {reservation.ReservationId} is of no known date."
            );
        }
        return new(
            payment.TicketId,
            reservation.ReservationId,
            payment.PaymentId,
            reservation.UserId,
            reservation.ConcertId,
            reservation.ScheduleId,
            reservation.SeatNumber,
            schedule.Definition.StartsAt,
            concert.Title,
            concert.Venue,
            payment.PaidAt
        );
    }
}
