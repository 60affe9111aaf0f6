using Microsoft.AspNetCore.Http.HttpResults;
using Ticketing.Common;
using Ticketing.Queue;
using Ticketing.Reservations;
using Ticketing.WebFrontend.Concerts;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Idempotency;
using Ticketing.WebFrontend.Overload;
using Ticketing.WebFrontend.Queue.Gate;
using Ticketing.WebFrontend.Reservations;

namespace Ticketing.WebFrontend.Payments;

/// <summary>Payments: pay a reservation, look a payment up.</summary>
internal static class PaymentRoutes
{
    /// <summary>Maps <c>/api/payments</c>.</summary>
    public static void MapPayments(this IEndpointRouteBuilder routes)
    {
        var payments = routes.MapGroup("/api/payments").WithTags("Payments");
        payments
            .MapPost("/", PayAsync)
            .WithSummary("Pays a reservation: money, seat, ticket and queue token together or not at all.")
            .Needs(TokenUse.Active, alsoCompleted: true)
            .Is(Work.Started)
            .Takes(typeof(PayRequest))
            .TakesIdempotencyKey()
            .Refuses(
                Problems.ValidationFailed,
                Problems.TokenWrongQueue,
                Problems.InsufficientBalance,
                Problems.ReservationNotFound,
                Problems.HoldExpired,
                Problems.ReservationCancelled
            );
        payments
            .MapGet("/{paymentId}", FindAsync)
            .WithSummary("One of the caller's payments.")
            .Needs(TokenUse.Any)
            .Refuses(Problems.PaymentNotFound);
    }

    private static async Task<Results<Created<PaymentBody>, Ok<PaymentBody>, ApiProblem>> PayAsync(
        HttpContext context,
        IGrainFactory grains
    )
    {
        var (body, invalid) = await BodyReader.ReadAsync<PayRequest>(context);
        if (body is null)
        {
            return invalid!;
        }
        var caller = context.Caller();
        var reservation = await grains.FindReservationAsync(caller, body.ReservationId);
        if (Refuse(context, caller, reservation) is { } refusal)
        {
            return refusal;
        }
        var outcome = await grains
            .GetGrain<IReservationBookGrain>(caller.UserId)
            .PayAsync(new PayReservation(body.ReservationId, caller.Token.Number, context.KeyedOperation()));
        context.MarkReplayed(outcome.Replayed);
        if (outcome.Status == PayStatus.Paid)
        {
            await caller.CatchUpAsync(place => place.Phase != PlacePhase.Active);
        }
        return outcome.Status switch
        {
            PayStatus.Paid => Created(outcome.Reservation!),
            PayStatus.AlreadyPaid when outcome.Replayed => Created(outcome.Reservation!),
            PayStatus.AlreadyPaid => TypedResults.Ok(PaymentBody.Of(outcome.Reservation!)),
            PayStatus.NotFound => new ApiProblem(Problems.ReservationNotFound),
            PayStatus.Cancelled => new ApiProblem(Problems.ReservationCancelled),
            PayStatus.HoldExpired => new ApiProblem(Problems.HoldExpired),
            PayStatus.InsufficientBalance => Insufficient(outcome),
            PayStatus.PlaceUsed => new ApiProblem(Problems.TokenCompleted),
            PayStatus.KeyReused => new ApiProblem(Problems.IdempotencyKeyReused),
            _ => throw new InvalidOperationException($"A payment ended as {outcome.Status}."),
        };
    }

    // A token used up by a payment still answers for that payment, and for nothing else.
    private static ApiProblem? Refuse(HttpContext context, Caller caller, Reservation? reservation)
    {
        if (reservation?.Status == ReservationStatus.Paid)
        {
            return null;
        }
        if (caller.Place.Phase == PlacePhase.Completed)
        {
            return new ApiProblem(Problems.TokenCompleted);
        }
        return reservation is null
            ? new ApiProblem(Problems.ReservationNotFound)
            : ConcertGate.Refuse(context, reservation.QueueId);
    }

    private static async Task<Results<Ok<PaymentBody>, ApiProblem>> FindAsync(
        string paymentId,
        HttpContext context,
        IGrainFactory grains
    ) =>
        Ids.IsValid(paymentId)
        && await grains.GetGrain<IReservationBookGrain>(context.Caller().UserId).FindByPaymentAsync(paymentId)
            is { } reservation
            ? TypedResults.Ok(PaymentBody.Of(reservation))
            : new ApiProblem(Problems.PaymentNotFound);

    private static Created<PaymentBody> Created(Reservation reservation) =>
        TypedResults.Created($"/api/payments/{reservation.Payment!.PaymentId}", PaymentBody.Of(reservation));

    private static ApiProblem Insufficient(PayOutcome outcome)
    {
        var price = outcome.Reservation!.Price;
        return new ApiProblem(Problems.InsufficientBalance, outcome.Balance, price)
            .With("balance", outcome.Balance)
            .With("price", price);
    }
}
