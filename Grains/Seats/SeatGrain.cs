using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Ticketing.Common;
using Ticketing.Concerts;
using Ticketing.Reservations;

namespace Ticketing.Seats;

/// <summary>
/// Owns one seat; the key is a <see cref="SeatKey"/>. Its turns are the only place where it is decided who
/// has the seat, and no answer leaves before it is stored. It waits for no other grain: the map and the
/// reservations of holds that ended are told, and find out by themselves where the message is lost.
/// </summary>
[GrainType(StateNames.Seat)]
[CollectionAgeLimit(Minutes = 2)]
internal sealed partial class SeatGrain(
    [PersistentState(StateNames.Seat, Records.StorageName)] IPersistentState<SeatState> seat,
    TakenSeats taken,
    IOptions<ReservationOptions> options,
    TimeProvider time,
    ILogger<SeatGrain> log
) : PersistingGrain, ISeatGrain
{
    private SeatKey Key => SeatKey.Parse(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public async Task<HoldOutcome> HoldAsync(HoldSeat command)
    {
        var now = time.GetUtcNow();
        var before = seat.State;
        var (next, outcome) = SeatRules.Hold(before, command, now, options.Value.Hold);
        await StoreAsync(next);
        if (outcome.Status == HoldStatus.Held && SeatRules.HasEnded(before, now))
        {
            LogTakenOver(this.GetPrimaryKeyString(), before.ReservationId, command.ReservationId);
            TellReservation(before);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task<SaleStatus> BeginSaleAsync(string reservationId)
    {
        var (next, outcome) = SeatRules.BeginSale(seat.State, reservationId, time.GetUtcNow());
        await StoreAsync(next);
        return outcome;
    }

    /// <inheritdoc/>
    public Task AbortSaleAsync(string reservationId) =>
        StoreAsync(SeatRules.AbortSale(seat.State, reservationId));

    /// <inheritdoc/>
    public async Task<SaleStatus> SellAsync(string reservationId)
    {
        var (next, outcome) = SeatRules.Sell(seat.State, reservationId);
        if (await StoreAsync(next))
        {
            TicketingMetrics.SeatsSold.Add(1);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task<SaleStatus> ReleaseAsync(string reservationId)
    {
        var (next, outcome) = SeatRules.Release(seat.State, reservationId);
        await StoreAsync(next);
        return outcome;
    }

    /// <inheritdoc/>
    public Task<SaleStatus> GetSaleAsync(string reservationId) =>
        Task.FromResult(SeatRules.StandingOf(seat.State, reservationId, time.GetUtcNow()));

    /// <inheritdoc/>
    public async Task SettleAsync()
    {
        var now = time.GetUtcNow();
        var before = seat.State;
        var isStanding = SeatRules.StandsStill(before, now, options.Value.StandingSale);
        if (await StoreAsync(SeatRules.EndHold(before, now)) || isStanding)
        {
            TellReservation(before);
        }
        else
        {
            // Who asked has an older picture of this seat.
            TellSchedule();
        }

        if (isStanding)
        {
            LogSaleStandsStill(this.GetPrimaryKeyString(), before.ReservationId, before.SellingSince);
        }
    }

    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        taken.Show(Key, seat.State);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        taken.Forget(Key);
        return Task.CompletedTask;
    }

    private async Task<bool> StoreAsync(SeatState next)
    {
        if (ReferenceEquals(next, seat.State))
        {
            return false;
        }

        try
        {
            await PersistAsync(seat, next);
        }
        catch
        {
            taken.Forget(Key);
            throw;
        }

        taken.Show(Key, next);
        TellSchedule();
        return true;
    }

    private void TellSchedule()
    {
        var key = Key;
        var schedule = GrainFactory.GetGrain<IScheduleGrain>(key.Schedule.ToString());
        _ = schedule.SeatChangedAsync(SeatRules.ToChange(key.Number, seat.State));
    }

    private void TellReservation(SeatState of)
    {
        if (of is { UserId: { } userId, ReservationId: { } reservationId })
        {
            _ = GrainFactory.GetGrain<IReservationBookGrain>(userId).SettleAsync(reservationId);
        }
    }
}
