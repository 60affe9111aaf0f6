using Ticketing.Concerts;
using Ticketing.Reservations;
using Ticketing.Seats;

namespace Ticketing.Tests.Reservations;

public sealed class ReservationRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ScheduleKey Key = new("concert", "date");
    private static readonly ScheduleInfo Schedule = new(Key, new ScheduleDefinition(Now.AddDays(1), 100, 50));
    private static readonly ReservationOptions Options = new() { MaxHoldsPerUser = 2 };

    [Theory]
    [InlineData(0)]
    [InlineData(51)]
    [InlineData(-1)]
    public void A_seat_that_the_date_does_not_have_is_not_found(int seat) =>
        Ask(new ReservationsState(), seat)!.Status.ShouldBe(ReserveStatus.SeatNotFound);

    [Fact]
    public void A_date_that_does_not_exist_is_not_found() =>
        ReservationRules
            .Reserve(new ReservationsState(), Command(1), null, Now, Options)!
            .Status.ShouldBe(ReserveStatus.SeatNotFound);

    [Fact]
    public void Nothing_is_reserved_from_the_beginning_of_the_concert_on()
    {
        Ask(new ReservationsState(), 1, Schedule.Definition.StartsAt - TimeSpan.FromTicks(1)).ShouldBeNull();
        Ask(new ReservationsState(), 1, Schedule.Definition.StartsAt)!
            .Status.ShouldBe(ReserveStatus.ScheduleStarted);
    }

    [Fact]
    public void The_seat_that_the_user_holds_is_answered_before_the_limit()
    {
        var state = ReservationRules.Add(
            ReservationRules.Add(new ReservationsState(), Held(1, 5)),
            Held(2, 6)
        );

        Ask(state, 6).ShouldBe(new ReserveOutcome(ReserveStatus.AlreadyYours, state.Open[1]));
        Ask(state, 7).ShouldBe(new ReserveOutcome(ReserveStatus.HoldLimit, MaxHolds: 2));
    }

    [Fact]
    public void A_hold_ends_at_the_instant_of_its_end()
    {
        var held = Held(1, 5);

        ReservationRules.HasEnded(held, held.HoldExpiresAt - TimeSpan.FromTicks(1)).ShouldBeFalse();
        ReservationRules.HasEnded(held, held.HoldExpiresAt).ShouldBeTrue();
    }

    [Fact]
    public void A_reservation_is_resolved_exactly_once()
    {
        var state = ReservationRules.Add(new ReservationsState(), Held(1, 5));
        var expired = state.Open[0] with { Status = ReservationStatus.Expired };
        var resolved = ReservationRules.Resolve(state, expired);

        resolved.Open.ShouldBeEmpty();
        resolved.Recent.ShouldBe([expired]);
        Should.Throw<InvalidOperationException>(() =>
            ReservationRules.Resolve(resolved, expired with { Status = ReservationStatus.Paid })
        );
    }

    [Fact]
    public void Payment_and_ticket_are_one_with_the_paid_reservation()
    {
        var paid = ReservationRules.Paid(Held(3, 5, "rsv-3-abc"), 900, Now, new Operation("op", "hash"));

        paid.Status.ShouldBe(ReservationStatus.Paid);
        paid.Payment.ShouldBe(new Payment("pay-3-abc", "tkt-3-abc", 100, 900, Now));
        paid.PayOperation.ShouldBe(new Operation("op", "hash"));
    }

    [Fact]
    public void A_repeated_request_is_answered_as_the_first_time_whatever_became_of_it()
    {
        var operation = new Operation("op", "hash");
        var held = Held(1, 5) with { Operation = operation };
        var paid = ReservationRules.Paid(held, 900, Now, new Operation("pay", "hash"));

        ReservationRules
            .RepeatReserve(paid, operation)
            .ShouldBe(new ReserveOutcome(ReserveStatus.Reserved, held, true));
        ReservationRules
            .RepeatReserve(paid, operation with { RequestHash = "other" })
            .Status.ShouldBe(ReserveStatus.KeyReused);
        ReservationRules
            .RepeatPay(paid, new Operation("pay", "hash"))
            .ShouldBe(new PayOutcome(PayStatus.Paid, paid, 900, true));
        ReservationRules.RepeatPay(paid, new Operation("pay", "no")).Status.ShouldBe(PayStatus.KeyReused);
    }

    [Theory]
    [InlineData("rsv-12-abcdefghjk", 12)]
    [InlineData("rsv-0-abc", 0)]
    [InlineData("rsv--abc", 0)]
    [InlineData("rsv-12", 0)]
    [InlineData("rsv--1-abc", 0)]
    [InlineData("rsv-99999999999999999999-abc", 0)]
    [InlineData("pay-12-abc", 0)]
    [InlineData("", 0)]
    [InlineData(null, 0)]
    public void The_number_is_read_from_an_id_of_any_form(string? id, long expected) =>
        ReservationIds.NumberOfReservation(id).ShouldBe(expected);

    [Fact]
    public void Ids_of_reservation_payment_and_ticket_belong_together()
    {
        var id = ReservationIds.New(41);

        ReservationIds.NumberOfReservation(id).ShouldBe(41);
        ReservationIds.NumberOfPayment(ReservationIds.PaymentOf(id)).ShouldBe(41);
        ReservationIds.NumberOfTicket(ReservationIds.TicketOf(id)).ShouldBe(41);
        ReservationIds.New(41).ShouldNotBe(id);
    }

    internal static Reservation Held(long number, int seat, string? id = null) =>
        new(
            id ?? $"rsv-{number}-x",
            number,
            "ann",
            Key.ConcertId,
            Key.ScheduleId,
            seat,
            100,
            ReservationStatus.Held,
            Now,
            Now.AddMinutes(5),
            "default",
            1
        );

    private static ReserveSeat Command(int seat) => new(new SeatKey(Key, seat), "default", 1);

    private static ReserveOutcome? Ask(ReservationsState state, int seat, DateTimeOffset? now = null) =>
        ReservationRules.Reserve(state, Command(seat), Schedule, now ?? Now, Options);
}
