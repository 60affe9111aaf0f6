using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Common;
using Ticketing.Concerts;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.WebFrontend.Concerts;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Idempotency;
using Ticketing.WebFrontend.Overload;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Reservations;

/// <summary>Reservations: hold a seat, look, list, give it back.</summary>
internal static class ReservationRoutes
{
    /// <summary>Maps <c>/api/reservations</c> and the list of a user's.</summary>
    public static void MapReservations(this IEndpointRouteBuilder routes)
    {
        var reservations = routes.MapGroup("/api/reservations").WithTags("Reservations");
        reservations
            .MapPost("/", ReserveAsync)
            .WithSummary(
                "Holds a seat; the same user asking for the seat they hold gets the same reservation."
            )
            .Needs(TokenUse.Active)
            .Is(Work.Started)
            .Takes(typeof(ReserveRequest))
            .TakesIdempotencyKey()
            .Refuses(
                Problems.ValidationFailed,
                Problems.TokenWrongQueue,
                Problems.ScheduleNotFound,
                Problems.SeatNotFound,
                Problems.ScheduleStarted,
                Problems.SeatTaken,
                Problems.HoldLimit
            );
        reservations
            .MapGet("/{reservationId}", FindAsync)
            .WithSummary("One of the caller's reservations.")
            .Needs(TokenUse.Any)
            .Refuses(Problems.ReservationNotFound);
        reservations
            .MapDelete("/{reservationId}", CancelAsync)
            .WithSummary("Gives the seat back at once.")
            .Needs(TokenUse.Active)
            .Is(Work.Started)
            .Refuses(Problems.ReservationNotFound, Problems.AlreadyPaid, Problems.TokenWrongQueue);
        routes
            .MapGet("/api/users/{userId}/reservations", ListAsync)
            .WithTags("Reservations")
            .WithSummary("The caller's reservations, newest first.")
            .WithMetadata(new PagedMetadata())
            .Needs(TokenUse.Any)
            .Refuses(Problems.ValidationFailed, Problems.UserMismatch);
    }

    private static async Task<
        Results<Created<ReservationBody>, Ok<ReservationBody>, ApiProblem>
    > ReserveAsync(
        HttpContext context,
        IGrainFactory grains,
        CatalogCopy catalog,
        Availability availability,
        TakenSeats taken,
        TimeProvider time
    )
    {
        var (body, invalid) = await BodyReader.ReadAsync<ReserveRequest>(context);
        if (body is null)
        {
            return invalid!;
        }
        if (await catalog.FindAsync(body.ConcertId) is not { } concert)
        {
            return new ApiProblem(Problems.ScheduleNotFound);
        }
        if (ConcertGate.Refuse(context, concert.QueueId) is { } refusal)
        {
            return refusal;
        }
        if (concert.FindSchedule(body.ScheduleId) is not { } schedule)
        {
            return new ApiProblem(Problems.ScheduleNotFound);
        }
        var seats = schedule.Definition.Seats;
        if (body.SeatNumber < 1 || body.SeatNumber > seats)
        {
            return SeatNotFound(seats);
        }
        var caller = context.Caller();
        var token = caller.Token;
        var seat = new SeatKey(schedule.Key, (int)body.SeatNumber);
        var operation = context.KeyedOperation();
        // A repeated request must be answered as the first one was, and only the book knows that one.
        if (
            operation is null
            && time.GetUtcNow() < schedule.Definition.StartsAt
            && taken.Refuses(seat, token.UserId)
        )
        {
            return new ApiProblem(Problems.SeatTaken);
        }
        var outcome = await grains
            .GetGrain<IReservationBookGrain>(token.UserId)
            .ReserveAsync(new(seat, token.QueueId, token.Number, operation));
        availability.Forget(schedule.Key);
        context.MarkReplayed(outcome.Replayed);
        if (outcome is { Status: ReserveStatus.Reserved, Reservation.HoldExpiresAt: var holdEnd })
        {
            await caller.CatchUpAsync(place => place.ActiveUntil is not { } end || end >= holdEnd);
        }
        return outcome.Status switch
        {
            ReserveStatus.Reserved => Created(outcome.Reservation!),
            ReserveStatus.AlreadyYours => TypedResults.Ok(ReservationBody.Of(outcome.Reservation!)),
            ReserveStatus.SeatTaken => new ApiProblem(Problems.SeatTaken),
            ReserveStatus.SeatNotFound => SeatNotFound(seats),
            ReserveStatus.ScheduleStarted => new ApiProblem(Problems.ScheduleStarted),
            ReserveStatus.HoldLimit => new ApiProblem(Problems.HoldLimit, outcome.MaxHolds).With(
                "maxHolds",
                outcome.MaxHolds
            ),
            ReserveStatus.KeyReused => new ApiProblem(Problems.IdempotencyKeyReused),
            _ => throw new InvalidOperationException($"Asking for a seat ended as {outcome.Status}."),
        };
    }

    private static async Task<Results<Ok<ReservationBody>, ApiProblem>> FindAsync(
        string reservationId,
        HttpContext context,
        IGrainFactory grains
    ) =>
        await grains.FindReservationAsync(context.Caller(), reservationId) is { } reservation
            ? TypedResults.Ok(ReservationBody.Of(reservation))
            : new ApiProblem(Problems.ReservationNotFound);

    private static async Task<Results<NoContent, ApiProblem>> CancelAsync(
        string reservationId,
        HttpContext context,
        IGrainFactory grains,
        Availability availability
    )
    {
        var caller = context.Caller();
        if (await grains.FindReservationAsync(caller, reservationId) is not { } reservation)
        {
            return new ApiProblem(Problems.ReservationNotFound);
        }
        if (ConcertGate.Refuse(context, reservation.QueueId) is { } refusal)
        {
            return refusal;
        }
        var status = await grains.GetGrain<IReservationBookGrain>(caller.UserId).CancelAsync(reservationId);
        availability.Forget(new(reservation.ConcertId, reservation.ScheduleId));
        return status switch
        {
            // A hold that has ended left the seat free: what was asked for is so.
            CancelStatus.Cancelled or CancelStatus.Expired => TypedResults.NoContent(),
            CancelStatus.NotFound => new ApiProblem(Problems.ReservationNotFound),
            CancelStatus.AlreadyPaid => new ApiProblem(Problems.AlreadyPaid),
            _ => throw new InvalidOperationException($"Cancelling ended as {status}."),
        };
    }

    private static async Task<Results<Ok<ReservationsBody>, ApiProblem>> ListAsync(
        string userId,
        HttpContext context,
        IGrainFactory grains
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
            .ListAsync(paging.Before, paging.Limit, ticketsOnly: false);
        return TypedResults.Ok(
            new ReservationsBody([.. page.Reservations.Select(ReservationBody.Of)], page.Next)
        );
    }

    private static ApiProblem SeatNotFound(int seats) =>
        new ApiProblem(Problems.SeatNotFound, seats).With("seats", seats);

    private static Created<ReservationBody> Created(Reservation reservation) =>
        TypedResults.Created(
            $"/api/reservations/{reservation.ReservationId}",
            ReservationBody.Of(reservation)
        );

    /// <summary>The caller's reservation of that id, or null; an id that cannot be one costs no call.</summary>
    public static Task<Reservation?> FindReservationAsync(
        this IGrainFactory grains,
        Caller caller,
        string reservationId
    ) =>
        Ids.IsValid(reservationId)
            ? grains.GetGrain<IReservationBookGrain>(caller.UserId).FindAsync(reservationId)
            : Task.FromResult<Reservation?>(null);
}
