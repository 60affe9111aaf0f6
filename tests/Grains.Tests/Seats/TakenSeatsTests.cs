using Microsoft.Extensions.DependencyInjection;
using Ticketing.Seats;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Seats;

public sealed class TakenSeatsTests
{
    private static readonly SeatKey Seat = new(SaleHost.Key, 1);

    // So short that no seat is collected as idle while a hold lasts, or ten of them.
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(5);

    [Fact]
    public async Task A_seat_that_somebody_holds_is_refused_to_everybody_else_until_the_very_end_of_the_hold()
    {
        await using var sale = await StartAsync();
        Refuses(sale, "bob").ShouldBeFalse();

        await sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann"));
        sale.Clock.Advance(Hold - TimeSpan.FromTicks(1));

        Refuses(sale, "bob").ShouldBeTrue();
        Refuses(sale, "ann").ShouldBeFalse();
        sale.Clock.Advance(TimeSpan.FromTicks(1));
        Refuses(sale, "bob").ShouldBeFalse();
    }

    [Fact]
    public async Task A_hold_that_was_given_up_is_refused_to_nobody_once_that_was_answered()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann"));

        await sale.Seat(1).ReleaseAsync("r1");

        Refuses(sale, "bob").ShouldBeFalse();
    }

    [Fact]
    public async Task While_a_sale_goes_on_the_seat_decides_and_sold_is_refused_for_good()
    {
        await using var sale = await StartAsync();
        await sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann"));

        await sale.Seat(1).BeginSaleAsync("r1");
        Refuses(sale, "bob").ShouldBeFalse();
        await sale.Seat(1).SellAsync("r1");

        sale.Clock.Advance(Hold * 10);
        Refuses(sale, "bob").ShouldBeTrue();
    }

    [Fact]
    public async Task A_seat_that_is_not_active_here_decides_itself_until_it_is_asked_again()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann"));

        await sale.DeactivateAsync(sale.Seat(1));
        Refuses(sale, "bob").ShouldBeFalse();

        (await sale.Seat(1).HoldAsync(new HoldSeat("r2", "bob"))).Status.ShouldBe(HoldStatus.Taken);
        Refuses(sale, "bob").ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_write_whose_outcome_is_unknown_nothing_is_taken_for_sure(bool done)
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann"));
        var plan = new CrashPlan(1, done);
        plan.Watch(sale);

        await Should.ThrowAsync<Exception>(() => sale.Seat(1).ReleaseAsync("r1"));
        plan.End();

        Refuses(sale, "bob").ShouldBeFalse();
    }

    private static Task<SaleHost> StartAsync() =>
        SaleHost.StartAsync(settings: ("Reservations:HoldSeconds", "5"));

    // The silo that has the seat knows of it, the others let it decide.
    private static bool Refuses(SaleHost sale, string userId) =>
        sale.AllServices.Any(silo => silo.GetRequiredService<TakenSeats>().Refuses(Seat, userId));
}
