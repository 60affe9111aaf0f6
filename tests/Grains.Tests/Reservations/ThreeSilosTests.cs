using Microsoft.Extensions.DependencyInjection;
using Ticketing.Concerts;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Reservations;

/// <summary>A sale whose grains are on several silos, all of which go on.</summary>
public sealed class ThreeSilosTests(ThreeSharedSilos shared) : IClassFixture<ThreeSharedSilos>
{
    [Fact]
    public async Task A_purchase_whose_grains_are_on_three_silos_is_one_purchase()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.ChargeAsync("ann", 250);
        var held = await sale.HoldAsync("ann", 5);
        await Apart.MoveAsync(sale, "ann", 5);

        var paid = await sale.PayAsync("ann", held);

        Apart.ShouldStillBe(sale, "ann", 5);
        (paid.Status, paid.Balance).ShouldBe((PayStatus.Paid, 150));
        sale.StoredSeat(5).Status.ShouldBe(SeatPhase.Sold);
        sale.Line.Completed.ShouldHaveSingleItem().ShouldBe(new((sale.Queue, SaleHost.Place), 1));
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(5) == SeatStatus.Sold);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task A_hold_whose_grains_are_on_three_silos_ends_though_nobody_asks()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.HoldAsync("ann", 5);
        await Apart.MoveAsync(sale, "ann", 5);
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(5) == SeatStatus.Held);

        sale.Clock.Advance(SaleHost.Hold);

        await SaleHost.SoonAsync(() => sale.StoredStatus("ann") == ReservationStatus.Expired);
        sale.StoredSeat(5).Status.ShouldBe(SeatPhase.Available);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task What_seats_on_every_silo_tell_reaches_their_date()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        for (var seat = 1; seat <= 9; seat++)
        {
            await sale.Seat(seat).GetSaleAsync("nobody");
            await sale.MoveAsync(sale.Seat(seat), seat % 3);
            await sale.HoldAsync($"u{seat}", seat);
            sale.SiloOf(sale.Seat(seat)).ShouldBe(seat % 3);
        }

        var held = new ScheduleSummary(41, 9, 0, 0);
        await SaleHost.SoonAsync(async () => await sale.Schedule.GetSummaryAsync() == held);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task Of_many_users_on_every_silo_who_want_one_seat_exactly_one_gets_it()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        var silos = sale.AllServices.Select(silo => silo.GetRequiredService<IGrainFactory>()).ToList();
        var wanted = new ReserveSeat(new SeatKey(sale.Key, 5), sale.Queue, SaleHost.Place);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 90)
                .Select(i =>
                    Task.Run(() =>
                        silos[i % 3].GetGrain<IReservationBookGrain>(sale.User($"u{i}")).ReserveAsync(wanted)
                    )
                )
        );

        outcomes.Count(outcome => outcome.Status == ReserveStatus.Reserved).ShouldBe(1);
        outcomes.Count(outcome => outcome.Status == ReserveStatus.SeatTaken).ShouldBe(89);
        await sale.AuditIsCleanAsync();
    }
}
