using Ticketing.Concerts;
using Ticketing.Seats;

namespace Ticketing.Tests.Concerts;

public sealed class LiveSeatsTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Now.AddMinutes(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly LiveSeats _seats = new(10, 100, Patience);

    [Fact]
    public void A_new_map_shows_every_seat_as_available() =>
        _seats.Snapshot().Statuses.ShouldAllBe(status => status == (byte)SeatStatus.Available);

    [Fact]
    public void A_change_is_shown_and_makes_a_new_version()
    {
        var before = _seats.Snapshot();

        _seats.Apply(new SeatChange(3, 1, SeatStatus.Held, End)).ShouldBeTrue();

        _seats.Snapshot().Version.ShouldBeGreaterThan(before.Version);
        Status(3).ShouldBe(SeatStatus.Held);
        (_seats.Available, _seats.Held, _seats.Sold).ShouldBe((9, 1, 0));
    }

    [Fact]
    public void A_late_message_never_wins()
    {
        _seats.Apply(new SeatChange(3, 5, SeatStatus.Sold));

        _seats.Apply(new SeatChange(3, 4, SeatStatus.Available)).ShouldBeFalse();

        Status(3).ShouldBe(SeatStatus.Sold);
        (_seats.Available, _seats.Held, _seats.Sold).ShouldBe((9, 0, 1));
    }

    [Fact]
    public void A_hold_shows_as_available_from_its_end_on_and_is_to_be_settled()
    {
        _seats.Apply(new SeatChange(3, 1, SeatStatus.Held, End));

        _seats.Advance(End - TimeSpan.FromTicks(1));
        Status(3).ShouldBe(SeatStatus.Held);
        _seats.Advance(End);

        Status(3).ShouldBe(SeatStatus.Available);
        (_seats.Available, _seats.Held, _seats.Unsettled).ShouldBe((10, 0, 1));
        _seats.TakeToSettle(10).ShouldBe([3]);
        _seats.NextDue().ShouldBeNull();
    }

    [Fact]
    public void A_seat_that_did_not_settle_is_asked_again_until_it_says_something_new()
    {
        _seats.Apply(new SeatChange(3, 1, SeatStatus.Held, End));
        _seats.Advance(End);
        _seats.TakeToSettle(10);

        _seats.AskAgain();
        _seats.TakeToSettle(10).ShouldBe([3]);

        _seats.Apply(new SeatChange(3, 2, SeatStatus.Available));
        _seats.AskAgain();
        (_seats.ToSettle, _seats.Unsettled).ShouldBe((0, 0));
    }

    [Fact]
    public void A_hold_that_was_replaced_does_not_end_the_new_one()
    {
        _seats.Apply(new SeatChange(3, 1, SeatStatus.Held, End));
        _seats.Apply(new SeatChange(3, 2, SeatStatus.Available));
        _seats.Apply(new SeatChange(3, 3, SeatStatus.Held, End.AddMinutes(1)));

        _seats.NextDue().ShouldBe(End.AddMinutes(1));
        _seats.Advance(End);

        Status(3).ShouldBe(SeatStatus.Held);
        _seats.ToSettle.ShouldBe(0);
    }

    [Fact]
    public void A_sale_shows_as_held_past_the_end_and_is_looked_after_again_and_again()
    {
        _seats.Apply(new SeatChange(3, 1, SeatStatus.Held, null, Now));

        _seats.NextDue().ShouldBe(Now + Patience);
        _seats.Advance(Now + Patience);
        _seats.TakeToSettle(10).ShouldBe([3]);
        _seats.NextDue().ShouldBe(Now + (2 * Patience));
        Status(3).ShouldBe(SeatStatus.Held);

        _seats.Apply(new SeatChange(3, 2, SeatStatus.Sold));
        _seats.NextDue().ShouldBeNull();
    }

    [Fact]
    public void The_end_of_an_earlier_hold_ends_no_later_one()
    {
        _seats.Apply(new SeatChange(3, 1, SeatStatus.Held, End));
        _seats.Apply(new SeatChange(3, 2, SeatStatus.Available));
        _seats.Apply(new SeatChange(3, 3, SeatStatus.Held, End.AddMinutes(1)));

        _seats.Advance(End);
        Status(3).ShouldBe(SeatStatus.Held);
        _seats.Advance(End.AddMinutes(1));
        Status(3).ShouldBe(SeatStatus.Available);
    }

    [Fact]
    public void Seats_are_taken_in_batches()
    {
        for (var seat = 1; seat <= 10; seat++)
        {
            _seats.Apply(new SeatChange(seat, 1, SeatStatus.Held, End));
        }

        _seats.Advance(End);

        _seats.TakeToSettle(4).Count.ShouldBe(4);
        _seats.TakeToSettle(100).Count.ShouldBe(6);
    }

    [Fact]
    public void A_snapshot_stays_the_same_object_until_something_can_be_seen()
    {
        var snapshot = _seats.Snapshot();
        _seats.Apply(new SeatChange(3, 1, SeatStatus.Available));

        _seats.Snapshot().ShouldBeSameAs(snapshot);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void A_seat_that_the_date_does_not_have_is_passed_over(int seat) =>
        _seats.Apply(new SeatChange(seat, 1, SeatStatus.Sold)).ShouldBeFalse();

    private SeatStatus Status(int seat) => (SeatStatus)_seats.Snapshot().Statuses[seat - 1];
}
