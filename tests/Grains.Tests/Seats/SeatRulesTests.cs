using Ticketing.Seats;

namespace Ticketing.Tests.Seats;

public sealed class SeatRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);
    private static readonly DateTimeOffset End = Now + Hold;

    private static readonly SeatState Held = SeatRules
        .Hold(new SeatState(), new HoldSeat("r1", "ann"), Now, Hold)
        .State;
    private static readonly SeatState Selling = SeatRules.BeginSale(Held, "r1", Now).State;
    private static readonly SeatState Sold = SeatRules.Sell(Selling, "r1").State;

    [Fact]
    public void A_free_seat_is_held_from_now_for_the_hold_time()
    {
        var (state, outcome) = SeatRules.Hold(new SeatState(), new HoldSeat("r1", "ann"), Now, Hold);

        outcome.ShouldBe(new HoldOutcome(HoldStatus.Held, "r1", Now, End));
        state.ShouldBe(
            new SeatState
            {
                Status = SeatPhase.Held,
                ReservationId = "r1",
                UserId = "ann",
                HeldAt = Now,
                HeldUntil = End,
                Version = 1,
            }
        );
    }

    [Fact]
    public void A_held_seat_is_refused_to_another_until_the_last_instant_and_free_at_the_end()
    {
        var other = new HoldSeat("r2", "bob");

        SeatRules
            .Hold(Held, other, End - TimeSpan.FromTicks(1), Hold)
            .Outcome.Status.ShouldBe(HoldStatus.Taken);
        SeatRules
            .Hold(Held, other, End, Hold)
            .Outcome.ShouldBe(new HoldOutcome(HoldStatus.Held, "r2", End, End + Hold));
    }

    [Fact]
    public void The_same_user_gets_the_same_hold_unchanged()
    {
        var (state, outcome) = SeatRules.Hold(Held, new HoldSeat("r2", "ann"), Now.AddMinutes(1), Hold);

        outcome.ShouldBe(new HoldOutcome(HoldStatus.AlreadyYours, "r1", Now, End));
        state.ShouldBeSameAs(Held);
    }

    [Fact]
    public void A_seat_in_sale_or_sold_is_taken_for_everybody_for_good()
    {
        foreach (var seat in new[] { Selling, Sold })
        {
            foreach (var user in new[] { "ann", "bob" })
            {
                var (state, outcome) = SeatRules.Hold(seat, new HoldSeat("r2", user), End.AddYears(1), Hold);
                outcome.Status.ShouldBe(HoldStatus.Taken);
                state.ShouldBeSameAs(seat);
            }
        }
    }

    [Fact]
    public void A_sale_begins_only_while_the_hold_lasts_and_only_for_its_reservation()
    {
        SeatRules.BeginSale(Held, "r1", End - TimeSpan.FromTicks(1)).Outcome.ShouldBe(SaleStatus.Selling);
        SeatRules.BeginSale(Held, "r1", End).Outcome.ShouldBe(SaleStatus.NotHeld);
        SeatRules.BeginSale(Held, "r2", Now).Outcome.ShouldBe(SaleStatus.NotHeld);
        SeatRules.BeginSale(new SeatState(), "r1", Now).Outcome.ShouldBe(SaleStatus.NotHeld);
    }

    [Fact]
    public void A_sale_that_began_outlasts_the_hold()
    {
        SeatRules.StandingOf(Selling, "r1", End.AddHours(1)).ShouldBe(SaleStatus.Selling);
        SeatRules.EndHold(Selling, End.AddHours(1)).ShouldBeSameAs(Selling);
        SeatRules.Release(Selling, "r1").ShouldBe((Selling, SaleStatus.Selling));
    }

    [Fact]
    public void An_aborted_sale_is_held_again_with_the_old_end()
    {
        var seat = SeatRules.AbortSale(Selling, "r1");

        seat.ShouldBe(Held with { Version = 3 });
        SeatRules.HasEnded(seat, End).ShouldBeTrue();
        SeatRules.AbortSale(Selling, "r2").ShouldBeSameAs(Selling);
    }

    [Fact]
    public void Only_a_sale_that_began_can_be_finished()
    {
        SeatRules.Sell(Selling, "r1").Outcome.ShouldBe(SaleStatus.Sold);
        SeatRules.Sell(Selling, "r2").ShouldBe((Selling, SaleStatus.NotHeld));
        SeatRules.Sell(Held, "r1").ShouldBe((Held, SaleStatus.NotHeld));
    }

    [Fact]
    public void Sold_is_final()
    {
        SeatRules.Sell(Sold, "r1").ShouldBe((Sold, SaleStatus.Sold));
        SeatRules.BeginSale(Sold, "r1", Now).ShouldBe((Sold, SaleStatus.Sold));
        SeatRules.Release(Sold, "r1").ShouldBe((Sold, SaleStatus.Sold));
        SeatRules.AbortSale(Sold, "r1").ShouldBeSameAs(Sold);
        SeatRules.EndHold(Sold, End.AddYears(1)).ShouldBeSameAs(Sold);
    }

    [Fact]
    public void Only_the_reservation_that_holds_a_seat_can_release_it()
    {
        SeatRules.Release(Held, "r2").ShouldBe((Held, SaleStatus.NotHeld));
        SeatRules.Release(Held, "r1").ShouldBe((new SeatState { Version = 2 }, SaleStatus.NotHeld));
    }

    [Fact]
    public void A_hold_is_ended_at_its_end_and_not_before()
    {
        SeatRules.EndHold(Held, End - TimeSpan.FromTicks(1)).ShouldBeSameAs(Held);
        SeatRules.EndHold(Held, End).Status.ShouldBe(SeatPhase.Available);
    }

    [Fact]
    public void A_sale_stands_still_after_the_patience_with_it()
    {
        var patience = TimeSpan.FromSeconds(5);

        SeatRules.StandsStill(Selling, Now + patience - TimeSpan.FromTicks(1), patience).ShouldBeFalse();
        SeatRules.StandsStill(Selling, Now + patience, patience).ShouldBeTrue();
        SeatRules.StandsStill(Held, End, patience).ShouldBeFalse();
    }

    [Fact]
    public void The_map_is_told_what_it_shows_and_when_to_look_again()
    {
        SeatRules.ToChange(7, new SeatState()).ShouldBe(new(7, 0, SeatStatus.Available));
        SeatRules.ToChange(7, Held).ShouldBe(new(7, 1, SeatStatus.Held, End));
        SeatRules.ToChange(7, Selling).ShouldBe(new(7, 2, SeatStatus.Held, null, Now));
        SeatRules.ToChange(7, Sold).ShouldBe(new(7, 3, SeatStatus.Sold));
    }
}
