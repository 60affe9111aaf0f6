using Microsoft.Extensions.DependencyInjection;
using Ticketing.Seats;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Seats;

public sealed class TakenSeatsTests(ThreeSharedSilos shared) : IClassFixture<ThreeSharedSilos>
{
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
        await using var sale = await SaleHost.OpenAsync(shared);
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
        await using var sale = await SaleHost.OpenAsync(shared);
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

    [Fact]
    public async Task Only_the_silo_that_has_the_seat_refuses_for_it_and_the_one_that_it_moves_to()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann"));

        for (var silo = 0; silo < 3; silo++)
        {
            await sale.MoveAsync(sale.Seat(1), silo);

            // The seat has answered from there, so it is active there.
            (await sale.Seat(1).GetSaleAsync("r1")).ShouldBe(SaleStatus.Held);
            sale.SiloOf(sale.Seat(1)).ShouldBe(silo);
            sale.AllServices.Select(services => Refuses(services, sale, "bob"))
                .ShouldBe(Enumerable.Range(0, 3).Select(number => number == silo));
        }
    }

    private static Task<SaleHost> StartAsync() =>
        SaleHost.StartAsync(settings: ("Reservations:HoldSeconds", "5"));

    // The silo that has the seat knows of it, the others let it decide.
    private static bool Refuses(SaleHost sale, string userId) =>
        sale.AllServices.Any(silo => Refuses(silo, sale, userId));

    private static bool Refuses(IServiceProvider silo, SaleHost sale, string userId) =>
        silo.GetRequiredService<TakenSeats>().Refuses(new SeatKey(sale.Key, 1), userId);
}
