using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Reservations;

/// <summary>
/// One place, one ticket: a reservation that is paid with a later place than the one that made it uses up the later
/// one, wherever the process is killed.
/// </summary>
public sealed class LaterPlaceTests
{
    private const long Later = SaleHost.Place + 2;

    // The later place, the seat in sale, the price taken, the record and the place (in either order), the seat sold.
    private const int Steps = 6;

    public static TheoryData<int, bool> EveryPoint() => CrashPlan.EveryPoint(Steps);

    [Fact]
    public async Task A_payment_uses_up_the_place_that_it_is_paid_with()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 150);
        var held = await sale.HoldAsync("ann", 5);

        (await sale.PayAsync("ann", held, place: Later)).Status.ShouldBe(PayStatus.Paid);

        sale.Line.Completed.ShouldHaveSingleItem().ShouldBe(new((sale.Queue, Later), 1));
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task An_earlier_place_than_the_one_that_reserved_is_not_used_up_instead()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 150);
        var held = await sale.HoldAsync("ann", 5);

        (await sale.PayAsync("ann", held, place: SaleHost.Place - 1)).Status.ShouldBe(PayStatus.Paid);

        sale.Line.Completed.ShouldHaveSingleItem().Key.ShouldBe((sale.Queue, SaleHost.Place));
    }

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task Who_finishes_a_cut_off_payment_uses_up_the_place_that_it_was_paid_with(
        int step,
        bool afterwards
    )
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 150);
        var held = await sale.HoldAsync("ann", 5);
        var plan = new CrashPlan(step, afterwards);
        plan.Watch(sale);
        try
        {
            await sale.PayAsync("ann", held, place: Later);
        }
        catch (Exception) when (plan.HasCrashed)
        {
            // As a client sees a killed server: no answer.
        }

        plan.HasCrashed.ShouldBeTrue();
        await sale.RestartAsync();
        plan.End();

        // The reminder wakes the schedule, which finds the seat in sale; nobody else asks for anything.
        var began = step > 2 || (step == 2 && afterwards);
        await sale.PassUntilAsync(
            () => sale.StoredSeat(5).Status == (began ? SeatPhase.Sold : SeatPhase.Available),
            within: began ? TimeSpan.FromMinutes(2) : SaleHost.Hold + TimeSpan.FromMinutes(1)
        );

        sale.Line.Completed.Keys.ShouldBe(began ? [(sale.Queue, Later)] : []);
        await sale.AuditIsCleanAsync();
    }
}
