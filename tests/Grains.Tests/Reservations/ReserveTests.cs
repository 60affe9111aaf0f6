using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Reservations;

public sealed class ReserveTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_free_seat_is_reserved_for_five_minutes_at_the_price_of_its_date()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        var now = sale.Clock.GetUtcNow();

        var reservation = await sale.HoldAsync("ann", 5);

        reservation.ShouldBe(
            new Reservation(
                reservation.ReservationId,
                1,
                sale.User("ann"),
                sale.Key.ConcertId,
                sale.Key.ScheduleId,
                5,
                SaleHost.Price,
                ReservationStatus.Held,
                now,
                now + SaleHost.Hold,
                sale.Queue,
                7
            )
        );
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(5) == SeatStatus.Held);
        sale.Line.Extended[(sale.Queue, 7)].ShouldBe(reservation.HoldExpiresAt);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task A_held_and_a_sold_seat_are_refused_to_others()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.HoldAsync("ann", 5);
        await sale.BuyAsync("cyd", 6);

        (await sale.ReserveAsync("bob", 5)).Status.ShouldBe(ReserveStatus.SeatTaken);
        (await sale.ReserveAsync("bob", 6)).Status.ShouldBe(ReserveStatus.SeatTaken);
        (await sale.ReserveAsync("cyd", 6)).Status.ShouldBe(ReserveStatus.SeatTaken);
    }

    [Fact]
    public async Task The_same_user_asking_again_gets_the_same_reservation()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        var reservation = await sale.HoldAsync("ann", 5);
        sale.Clock.Advance(TimeSpan.FromMinutes(1));

        (await sale.ReserveAsync("ann", 5)).ShouldBe(
            new ReserveOutcome(ReserveStatus.AlreadyYours, reservation)
        );
    }

    [Fact]
    public async Task A_seat_or_date_that_does_not_exist_activates_and_writes_nothing()
    {
        await using var sale = await SaleHost.StartAsync();
        var writes = sale.Storage.Writes;

        (await sale.ReserveAsync("ann", 51)).Status.ShouldBe(ReserveStatus.SeatNotFound);
        (await sale.ReserveAsync("ann", 0)).Status.ShouldBe(ReserveStatus.SeatNotFound);
        var elsewhere = new SeatKey(sale.Key with { ScheduleId = "never" }, 1);
        (await sale.Book("ann").ReserveAsync(new ReserveSeat(elsewhere, "default", 1))).Status.ShouldBe(
            ReserveStatus.SeatNotFound
        );

        sale.Storage.Writes.ShouldBe(writes);
        sale.Storage.Reminders.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Nothing_is_reserved_once_the_concert_has_begun()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        sale.Clock.Advance(TimeSpan.FromDays(1));

        (await sale.ReserveAsync("ann", 5)).Status.ShouldBe(ReserveStatus.ScheduleStarted);
    }

    [Fact]
    public async Task A_user_holds_four_seats_at_most_and_a_fifth_once_one_has_ended()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.HoldAsync("ann", 1);
        sale.Clock.Advance(TimeSpan.FromMinutes(1));
        await Task.WhenAll(sale.HoldAsync("ann", 2), sale.HoldAsync("ann", 3), sale.HoldAsync("ann", 4));

        (await sale.ReserveAsync("ann", 5)).ShouldBe(
            new ReserveOutcome(ReserveStatus.HoldLimit, MaxHolds: 4)
        );
        sale.Clock.Advance(SaleHost.Hold - TimeSpan.FromMinutes(1));

        (await sale.ReserveAsync("ann", 5)).Status.ShouldBe(ReserveStatus.Reserved);
        (await sale.ReserveAsync("bob", 1)).Status.ShouldBe(ReserveStatus.Reserved);
    }

    [Fact]
    public async Task The_hold_limit_holds_however_many_requests_come_at_once()
    {
        await using var sale = await SaleHost.OpenAsync(shared);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(1, 30).Select(seat => Task.Run(() => sale.ReserveAsync("ann", seat)))
        );

        outcomes.Count(outcome => outcome.Status == ReserveStatus.Reserved).ShouldBe(4);
        outcomes.Count(outcome => outcome.Status == ReserveStatus.HoldLimit).ShouldBe(26);
    }

    [Fact]
    public async Task Of_many_users_who_want_one_seat_exactly_one_gets_it()
    {
        await using var sale = await SaleHost.OpenAsync(shared);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 300).Select(i => Task.Run(() => sale.ReserveAsync($"u{i}", 5)))
        );

        outcomes.Count(outcome => outcome.Status == ReserveStatus.Reserved).ShouldBe(1);
        outcomes.Count(outcome => outcome.Status == ReserveStatus.SeatTaken).ShouldBe(299);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task A_repeated_request_with_an_operation_id_is_answered_as_the_first_time()
    {
        await using var sale = await SaleHost.StartAsync();
        var operation = new Operation("op", "hash");
        var first = await sale.ReserveAsync("ann", 5, operation);
        sale.Clock.Advance(SaleHost.Hold);
        await sale.HoldAsync("bob", 5);
        await sale.RestartAsync();

        (await sale.ReserveAsync("ann", 5, operation)).ShouldBe(first with { Replayed = true });
        (await sale.ReserveAsync("ann", 6, operation with { RequestHash = "other" })).Status.ShouldBe(
            ReserveStatus.KeyReused
        );
    }

    [Fact]
    public async Task A_cancelled_reservation_frees_the_seat_at_once_and_only_once()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        var reservation = await sale.HoldAsync("ann", 5);

        (await sale.Book("ann").CancelAsync(reservation.ReservationId)).ShouldBe(CancelStatus.Cancelled);
        await sale.HoldAsync("bob", 5);
        (await sale.Book("ann").CancelAsync(reservation.ReservationId)).ShouldBe(CancelStatus.Cancelled);

        (await sale.StatusAsync(reservation)).ShouldBe(ReservationStatus.Cancelled);
        (await sale.PayAsync("ann", reservation)).Status.ShouldBe(PayStatus.Cancelled);
        (await sale.ReserveAsync("cyd", 5)).Status.ShouldBe(ReserveStatus.SeatTaken);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task What_is_paid_or_expired_or_of_another_cannot_be_cancelled()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        var paid = await sale.BuyAsync("ann", 5);
        var expired = await sale.HoldAsync("ann", 6);
        sale.Clock.Advance(SaleHost.Hold);

        (await sale.Book("ann").CancelAsync(paid.ReservationId)).ShouldBe(CancelStatus.AlreadyPaid);
        (await sale.Book("ann").CancelAsync(expired.ReservationId)).ShouldBe(CancelStatus.Expired);
        (await sale.Book("bob").CancelAsync(paid.ReservationId)).ShouldBe(CancelStatus.NotFound);
        (await sale.Book("ann").CancelAsync("rsv-1-guessed")).ShouldBe(CancelStatus.NotFound);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    public async Task A_request_cut_off_at_any_write_can_be_repeated(int step, bool done)
    {
        await using var sale = await SaleHost.StartAsync();
        var plan = new CrashPlan(step, done);
        plan.Watch(sale);

        await Should.ThrowAsync<Exception>(() => sale.ReserveAsync("ann", 5));
        await sale.RestartAsync();
        plan.End();
        var repeated = await sale.ReserveAsync("ann", 5);

        repeated.Status.ShouldBeOneOf(ReserveStatus.Reserved, ReserveStatus.AlreadyYours);
        repeated.Reservation!.Number.ShouldBe(1);
        sale.StoredSeat(5).ReservationId.ShouldBe(repeated.Reservation.ReservationId);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task No_seat_is_held_while_its_date_cannot_promise_to_watch_over_it()
    {
        await using var sale = await SaleHost.StartAsync();
        sale.Storage.Reminders.BeforeWrite = () => throw new IOException("The disk is gone.");

        await Should.ThrowAsync<Exception>(() => sale.ReserveAsync("ann", 5));

        sale.StoredSeat(5).Status.ShouldBe(SeatPhase.Available);
    }
}
