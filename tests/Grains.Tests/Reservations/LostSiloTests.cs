using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Reservations;

/// <summary>One of three silos ends in the middle of a sale, in order or killed, and the others go on.</summary>
public sealed class LostSiloTests
{
    [Theory]
    [InlineData(Apart.SiloOfBook, false)]
    [InlineData(Apart.SiloOfBook, true)]
    [InlineData(Apart.SiloOfSeat, false)]
    [InlineData(Apart.SiloOfSeat, true)]
    [InlineData(Apart.SiloOfDate, false)]
    [InlineData(Apart.SiloOfDate, true)]
    public async Task A_hold_that_was_made_before_can_be_paid_and_its_seat_is_no_others(int silo, bool killed)
    {
        await using var sale = await SaleHost.StartOnThreeSilosAsync();
        await sale.ChargeAsync("ann", 250);
        var held = await sale.HoldAsync("ann", 5);
        await Apart.MoveAsync(sale, "ann", 5);

        await EndAsync(sale, silo, killed);

        (await sale.ReserveAsync("bob", 5)).Status.ShouldBe(ReserveStatus.SeatTaken);
        var paid = await sale.PayAsync("ann", held);
        (paid.Status, paid.Balance).ShouldBe((PayStatus.Paid, 150));
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(5) == SeatStatus.Sold);
        await sale.AuditIsCleanAsync();
    }

    [Theory]
    [InlineData(Apart.SiloOfBook)]
    [InlineData(Apart.SiloOfSeat)]
    [InlineData(Apart.SiloOfDate)]
    public async Task A_hold_ends_though_a_silo_was_killed_and_nobody_asks(int silo)
    {
        await using var sale = await SaleHost.StartOnThreeSilosAsync();
        await sale.HoldAsync("ann", 5);
        await Apart.MoveAsync(sale, "ann", 5);

        await EndAsync(sale, silo, killed: true);

        // The other silos take the reminder over in real time, while the clock runs ahead.
        await sale.PassUntilAsync(
            () =>
                sale.StoredSeat(5).Status == SeatPhase.Available
                && sale.StoredStatus("ann") == ReservationStatus.Expired,
            TimeSpan.FromHours(1)
        );
        await sale.AuditIsCleanAsync();
    }

    private static Task EndAsync(SaleHost sale, int silo, bool killed) =>
        killed ? sale.KillSiloAsync(silo) : sale.StopSiloAsync(silo);
}
