using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Ticketing.Common;
using Ticketing.Concerts;
using Ticketing.Queue;
using Ticketing.Seats;
using Ticketing.Wallets;

namespace Ticketing.Reservations;

/// <summary>
/// Owns all reservations of one user, with their payments and tickets, and carries each payment through; the
/// key is the user id. It waits for seats, schedules, the wallet and the line, and none of these waits for
/// it. Each reservation is resolved exactly once, and a sale in progress is finished before anything else is
/// said of it.
/// </summary>
[GrainType(StateNames.Reservations)]
[CollectionAgeLimit(Minutes = 2)]
internal sealed partial class ReservationBookGrain(
    [PersistentState(StateNames.Reservations, Records.StorageName)] IPersistentState<ReservationsState> book,
    Records records,
    CatalogCopy catalog,
    WatchLeases leases,
    IQueueCompletions queue,
    IOptions<ReservationOptions> options,
    TimeProvider time,
    ILogger<ReservationBookGrain> log
) : PersistingGrain, IReservationBookGrain
{
    private string UserId => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<ReserveOutcome> ReserveAsync(ReserveSeat command)
    {
        if (await FindByReserveOperationAsync(command.Operation) is { } first)
        {
            return ReservationRules.RepeatReserve(first, command.Operation!);
        }

        var schedule = await catalog.FindScheduleAsync(command.Seat.Schedule);
        await ResolveEndedAsync();
        var outcome =
            ReservationRules.Reserve(book.State, command, schedule, time.GetUtcNow(), options.Value)
            ?? await HoldAsync(command, schedule!);
        Count(outcome);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<PayOutcome> PayAsync(PayReservation command)
    {
        if (await FindByPayOperationAsync(command.Operation) is { } first)
        {
            return ReservationRules.RepeatPay(first, command.Operation!);
        }

        var reservation = await FindRecordAsync(command.ReservationId);
        var outcome = reservation?.Status switch
        {
            null => new PayOutcome(PayStatus.NotFound),
            ReservationStatus.Cancelled => new PayOutcome(PayStatus.Cancelled, reservation),
            ReservationStatus.Expired => new PayOutcome(PayStatus.HoldExpired, reservation),
            ReservationStatus.Paid => await AnswerPaidAsync(reservation),
            _ => await PayHeldAsync(reservation, command),
        };
        Count(outcome);
        return outcome;
    }

    /// <inheritdoc/>
    public async Task<CancelStatus> CancelAsync(string reservationId)
    {
        var reservation = await FindAsync(reservationId);
        switch (reservation?.Status)
        {
            case null:
                return CancelStatus.NotFound;
            case ReservationStatus.Paid:
                return CancelStatus.AlreadyPaid;
            case ReservationStatus.Expired:
                return CancelStatus.Expired;
            case ReservationStatus.Held:
                return await CancelHeldAsync(reservation);
            default:
                // Cancelled before; perhaps the call that did it was cut off before the seat was free.
                await FreeSeatAsync(reservation);
                return CancelStatus.Cancelled;
        }
    }

    /// <inheritdoc/>
    public async Task<Reservation?> FindAsync(string reservationId) =>
        await ResolvedAsync(await FindRecordAsync(reservationId));

    /// <inheritdoc/>
    public async Task<Reservation?> FindByPaymentAsync(string paymentId)
    {
        var reservation = await ResolvedAsync(
            await FindNumberAsync(ReservationIds.NumberOfPayment(paymentId))
        );
        return reservation?.Payment?.PaymentId == paymentId ? reservation : null;
    }

    /// <inheritdoc/>
    public async Task<Reservation?> FindByTicketAsync(string ticketId)
    {
        var reservation = await ResolvedAsync(await FindNumberAsync(ReservationIds.NumberOfTicket(ticketId)));
        return reservation?.Payment?.TicketId == ticketId ? reservation : null;
    }

    /// <inheritdoc/>
    public async Task<ReservationPage> ListAsync(long before, int limit, bool ticketsOnly)
    {
        await ResolveEndedAsync();
        return await ListRecordsAsync(before, Math.Clamp(limit, 1, options.Value.MaxListed), ticketsOnly);
    }

    /// <inheritdoc/>
    public async Task SettleAsync(string reservationId)
    {
        var reservation = await FindRecordAsync(reservationId);
        switch (reservation?.Status)
        {
            case null:
                // A hold that was never recorded: nobody was told of it, and the seat frees itself.
                break;
            case ReservationStatus.Paid:
                await SealAsync(reservation);
                break;
            case ReservationStatus.Held:
                await SettleHeldAsync(reservation);
                break;
            default:
                await FreeSeatAsync(reservation);
                break;
        }
    }

    private ISeatGrain SeatOf(Reservation reservation) =>
        SeatOf(
            new SeatKey(
                new ScheduleKey(reservation.ConcertId, reservation.ScheduleId),
                reservation.SeatNumber
            )
        );

    private ISeatGrain SeatOf(SeatKey seat) => GrainFactory.GetGrain<ISeatGrain>(seat.ToString());

    private IWalletGrain Wallet => GrainFactory.GetGrain<IWalletGrain>(UserId);
}
