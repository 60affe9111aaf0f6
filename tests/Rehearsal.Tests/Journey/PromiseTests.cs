using Ticketing.Rehearsal.Cli;
using Ticketing.Rehearsal.Journey;
using Ticketing.Rehearsal.Tests.Fakes;
using Ticketing.TestSupport;

namespace Ticketing.Rehearsal.Tests.Journey;

/// <summary>A server that breaks a promise is found out, even when its own audit is content.</summary>
public sealed class PromiseTests
{
    [Fact]
    public async Task A_rank_that_rises_is_found_out()
    {
        await using var office = await FakeBoxOffice.StartAsync(pollsBeforeActive: 4);
        var polls = 0;
        office.Intercept = (call, _) => call.EndsWith("/current") && ++polls == 6 ? Waiting(rank: 9) : null;
        var (code, printed) = await office.RehearseAsync(1);
        code.ShouldBe(ExitCodes.Unexpected);
        printed.ShouldContain("rank and ahead never go up");

        static FakeAnswer Waiting(int rank) =>
            FakeAnswer.Json(
                200,
                new()
                {
                    ["token"] = "token-1",
                    ["queueId"] = "default",
                    ["status"] = "waiting",
                    ["rank"] = rank,
                    ["ahead"] = rank - 1,
                    ["pollAfterSeconds"] = 0,
                }
            );
    }

    [Fact]
    public async Task A_seat_sold_twice_is_found_out()
    {
        await using var office = await FakeBoxOffice.StartAsync(seats: 1);
        office.Intercept = (call, _) =>
        {
            // Forgets at each step who has the seat, as a server would that loses writes.
            foreach (
                var reservation in office.Till.Reservations.Values.Where(_ => !call.Contains("/tickets/"))
            )
            {
                reservation.Status = "forgotten";
            }
            return null;
        };
        var (code, printed) = await office.RehearseAsync(2, "--change-mind-percent", "0");
        code.ShouldBe(ExitCodes.Unexpected);
        printed.ShouldContain("Broken promises:");
    }

    [Fact]
    public async Task A_ticket_that_is_missing_after_payment_is_found_out()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Intercept = (call, _) =>
            call.Contains("/tickets/") ? FakeAnswer.Refusal(404, "ticket-not-found") : null;
        var (code, printed) = await office.RehearseAsync(1);
        code.ShouldBe(ExitCodes.Unexpected);
        printed.ShouldContain("Ticket 404 ticket-not-found");
    }

    [Fact]
    public async Task Money_that_goes_wrong_is_found_out()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Intercept = (call, body) =>
        {
            if (call.EndsWith("/payments"))
            {
                office.Till.Balances[office.Till.Reservations[$"{body["reservationId"]}"].UserId] -= 1;
            }
            return null;
        };
        var (code, printed) = await office.RehearseAsync(1, "--unfunded-percent", "100");
        code.ShouldBe(ExitCodes.Unexpected);
        printed.ShouldContain("Broken promises:");
    }

    [Fact]
    public async Task A_hold_that_ends_early_is_found_out()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        var refused = false;
        office.Intercept = (call, _) =>
            call.EndsWith("/payments") && !refused && (refused = true)
                ? FakeAnswer.Refusal(409, "hold-expired")
                : null;
        var (code, printed) = await office.RehearseAsync(1, "--change-mind-percent", "0");
        code.ShouldBe(ExitCodes.Unexpected);
        printed.ShouldContain("a hold never ends early");
        printed.ShouldContain("Bought 1");
    }

    [Fact]
    public void Two_holds_of_one_seat_are_seen_unless_the_first_is_over_or_given_back()
    {
        var clock = new ManualTimeProvider();
        var seats = new SeatRegister(clock, TimeSpan.Zero);
        var until = clock.GetUtcNow().AddMinutes(5);
        seats.Held(1, "s", 7, until).ShouldBeNull();
        seats.Held(1, "s", 7, until).ShouldBeNull("the same buyer may ask twice");
        seats.Held(2, "s", 7, until).ShouldBe(1);
        seats.Held(3, "t", 7, until).ShouldBeNull("another date has its own seats");
        clock.Advance(TimeSpan.FromMinutes(5));
        seats.Held(4, "s", 7, clock.GetUtcNow().AddMinutes(5)).ShouldBeNull("the hold of buyer 2 is over");
        seats.Releasing(4, "s", 7);
        seats.Held(5, "s", 7, clock.GetUtcNow().AddMinutes(5)).ShouldBeNull();
    }

    [Fact]
    public void A_sold_seat_stays_sold_for_good()
    {
        var clock = new ManualTimeProvider();
        var seats = new SeatRegister(clock, TimeSpan.Zero);
        seats.Sold(1, "s", 7).ShouldBeNull();
        clock.Advance(TimeSpan.FromDays(365));
        seats.Sold(2, "s", 7).ShouldBe(1);
        seats.Held(3, "s", 7, clock.GetUtcNow().AddMinutes(5)).ShouldBe(1);
    }
}
