using Ticketing.Seats;
using Ticketing.Tests.Support;
using Ticketing.TestSupport;

namespace Ticketing.Tests.Seats;

public sealed class SeatGrainTests
{
    [Fact]
    public async Task Of_many_who_ask_at_once_exactly_one_holds_the_seat()
    {
        await using var sale = await SaleHost.StartAsync();

        var asked = Enumerable
            .Range(0, 500)
            .Select(i => Task.Run(() => sale.Seat(1).HoldAsync(new HoldSeat($"r{i}", $"u{i}"))));
        var outcomes = await Task.WhenAll(asked);

        outcomes.Count(outcome => outcome.Status == HoldStatus.Held).ShouldBe(1);
        outcomes.Count(outcome => outcome.Status == HoldStatus.Taken).ShouldBe(499);
        sale.StoredSeat(1)
            .ReservationId.ShouldBe(outcomes.Single(o => o.Status == HoldStatus.Held).ReservationId);
    }

    [Fact]
    public async Task An_answer_survives_a_restart()
    {
        await using var sale = await SaleHost.StartAsync();
        var held = await sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann"));

        await sale.RestartAsync();

        (await sale.Seat(1).HoldAsync(new HoldSeat("r2", "bob"))).Status.ShouldBe(HoldStatus.Taken);
        (await sale.Seat(1).HoldAsync(new HoldSeat("r3", "ann"))).ShouldBe(
            held with
            {
                Status = HoldStatus.AlreadyYours,
            }
        );
    }

    [Fact]
    public async Task A_hold_that_has_ended_can_be_taken_by_another_at_that_instant_though_nobody_released_it()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann"));
        sale.Clock.Advance(SaleHost.Hold - ManualClock.Instant);
        (await sale.Seat(1).HoldAsync(new HoldSeat("r2", "bob"))).Status.ShouldBe(HoldStatus.Taken);

        await sale.RestartAsync();
        sale.Clock.Advance(ManualClock.Instant);

        sale.StoredSeat(1).UserId.ShouldBe("ann");
        (await sale.Seat(1).HoldAsync(new HoldSeat("r2", "bob"))).Status.ShouldBe(HoldStatus.Held);
        (await sale.Seat(1).BeginSaleAsync("r1")).ShouldBe(SaleStatus.NotHeld);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_hold_whose_write_failed_is_not_answered_and_the_next_answer_is_what_is_stored(
        bool done
    )
    {
        await using var sale = await SaleHost.StartAsync();
        var plan = new CrashPlan(1, done);
        plan.Watch(sale);

        await Should.ThrowAsync<Exception>(() => sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann")));
        plan.End();

        var next = await sale.Seat(1).HoldAsync(new HoldSeat("r2", "bob"));
        next.Status.ShouldBe(done ? HoldStatus.Taken : HoldStatus.Held);
    }

    [Fact]
    public async Task Asking_where_a_seat_stands_writes_nothing()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann"));
        var writes = sale.Storage.Writes;

        (await sale.Seat(1).GetSaleAsync("r1")).ShouldBe(SaleStatus.Held);
        (await sale.Seat(1).HoldAsync(new HoldSeat("r2", "bob"))).Status.ShouldBe(HoldStatus.Taken);
        (await sale.Seat(1).ReleaseAsync("r2")).ShouldBe(SaleStatus.NotHeld);
        await sale.Seat(1).AbortSaleAsync("r1");

        sale.Storage.Writes.ShouldBe(writes);
    }
}
