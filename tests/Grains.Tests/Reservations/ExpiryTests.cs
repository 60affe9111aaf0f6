using Ticketing.Concerts;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Tests.Support;
using Ticketing.TestSupport;

namespace Ticketing.Tests.Reservations;

public sealed class ExpiryTests
{
    [Fact]
    public async Task A_hold_does_not_end_before_its_end_and_shows_free_at_its_end()
    {
        await using var sale = await SaleHost.StartAsync();
        var reservation = await sale.HoldAsync("ann", 5);

        sale.Clock.Advance(SaleHost.Hold - ManualClock.Instant);
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(5) == SeatStatus.Held);
        (await sale.StatusAsync(reservation)).ShouldBe(ReservationStatus.Held);
        (await sale.ReserveAsync("bob", 5)).Status.ShouldBe(ReserveStatus.SeatTaken);

        sale.Clock.Advance(ManualClock.Instant);
        (await sale.ShownAsync(5)).ShouldBe(SeatStatus.Available);
        (await sale.StatusAsync(reservation)).ShouldBe(ReservationStatus.Expired);
        (await sale.ReserveAsync("bob", 5)).Status.ShouldBe(ReserveStatus.Reserved);
    }

    [Fact]
    public async Task A_list_shows_a_hold_as_expired_from_its_end_on()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.HoldAsync("ann", 5);
        await sale.RestartAsync();

        // No seat is due in a schedule that nobody has called yet: the list itself ends the hold.
        sale.Clock.Advance(SaleHost.Hold);
        var list = await sale.Book("ann").ListAsync(0, 1, ticketsOnly: false);

        list.Reservations.ShouldHaveSingleItem().Status.ShouldBe(ReservationStatus.Expired);
    }

    [Fact]
    public async Task At_the_end_the_seat_is_released_and_the_reservation_expired_though_nobody_asks()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.HoldAsync("ann", 5);
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(5) == SeatStatus.Held);

        sale.Clock.Advance(SaleHost.Hold);

        await SaleHost.SoonAsync(() => sale.StoredStatus("ann") == ReservationStatus.Expired);
        sale.StoredSeat(5).Status.ShouldBe(SeatPhase.Available);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task The_release_comes_at_the_end_itself_and_waits_for_no_reminder()
    {
        // Shorter than a reminder's period, so that none has come yet.
        await using var sale = await SaleHost.StartAsync(settings: ("Reservations:HoldSeconds", "30"));
        await sale.HoldAsync("ann", 5);
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(5) == SeatStatus.Held);

        sale.Clock.Advance(TimeSpan.FromSeconds(30));

        await SaleHost.SoonAsync(() => sale.StoredStatus("ann") == ReservationStatus.Expired);
        sale.StoredSeat(5).Status.ShouldBe(SeatPhase.Available);
    }

    [Fact]
    public async Task After_a_kill_the_first_look_at_the_map_sees_to_the_end_and_waits_for_no_reminder()
    {
        await using var sale = await SaleHost.StartAsync(settings: ("Reservations:HoldSeconds", "30"));
        await sale.HoldAsync("ann", 5);
        await sale.RestartAsync();
        (await sale.ShownAsync(5)).ShouldBe(SeatStatus.Held);

        sale.Clock.Advance(TimeSpan.FromSeconds(30));

        await SaleHost.SoonAsync(() => sale.StoredStatus("ann") == ReservationStatus.Expired);
        sale.StoredSeat(5).Status.ShouldBe(SeatPhase.Available);
    }

    [Fact]
    public async Task After_a_kill_the_reminder_alone_releases_the_seat_and_expires_the_reservation()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.HoldAsync("ann", 5);
        await sale.RestartAsync();

        sale.Clock.Advance(SaleHost.Hold);

        await StoredExpiryAsync(sale);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task A_hold_that_ended_while_the_process_was_down_shows_free_on_the_first_look()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.HoldAsync("ann", 5);
        sale.Clock.Advance(SaleHost.Hold - ManualClock.Instant);
        await sale.RestartAsync();
        sale.Clock.Advance(ManualClock.Instant);

        (await sale.ShownAsync(5)).ShouldBe(SeatStatus.Available);
    }

    [Fact]
    public async Task A_hold_that_ended_while_the_process_was_down_is_counted_as_free_on_the_first_look()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.HoldAsync("ann", 5);
        sale.Clock.Advance(SaleHost.Hold - ManualClock.Instant);
        await sale.RestartAsync();
        sale.Clock.Advance(ManualClock.Instant);

        var summary = await sale.Schedule.GetSummaryAsync();

        (summary.Available, summary.Held).ShouldBe((50, 0));
    }

    [Fact]
    public async Task A_hold_taken_over_by_another_expires_in_its_owners_book()
    {
        await using var sale = await SaleHost.StartAsync();
        var anns = await sale.HoldAsync("ann", 5);
        sale.Clock.Advance(SaleHost.Hold);

        var bobs = await sale.HoldAsync("bob", 5);

        await SaleHost.SoonAsync(() => sale.StoredStatus("ann") == ReservationStatus.Expired);
        (await sale.PayAsync("ann", anns)).Status.ShouldBe(PayStatus.HoldExpired);
        (await sale.StatusAsync(bobs)).ShouldBe(ReservationStatus.Held);
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(5) == SeatStatus.Held);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task One_reminder_watches_over_all_holds_of_a_date_and_goes_when_they_are_over()
    {
        await using var sale = await SaleHost.StartAsync();
        for (var user = 0; user < 20; user++)
        {
            await sale.HoldAsync($"u{user}", user + 1);
        }

        sale.Storage.Reminders.Count.ShouldBe(1);
        sale.Clock.Advance(SaleHost.Hold);

        await sale.PassUntilAsync(() => sale.Storage.Reminders.Count == 0, TimeSpan.FromMinutes(20));
    }

    [Fact]
    public async Task A_hold_made_after_the_reminder_went_without_an_answer_has_one_again()
    {
        await using var sale = await SaleHost.StartAsync();
        var first = await sale.HoldAsync("ann", 5);
        await sale.Book("ann").CancelAsync(first.ReservationId);
        sale.Storage.Reminders.AfterRemove = () => throw new IOException("The connection is gone.");
        await sale.PassUntilAsync(() => sale.Storage.Reminders.Count == 0, TimeSpan.FromMinutes(20));
        sale.Storage.Reminders.AfterRemove = () => { };

        await sale.HoldAsync("bob", 6);

        sale.Storage.Reminders.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reminder_is_kept_while_a_hold_may_still_be_made_under_its_promise()
    {
        await using var sale = await SaleHost.StartAsync(settings: ("Reservations:WatchLeaseSeconds", "600"));
        var first = await sale.HoldAsync("ann", 5);
        await sale.Book("ann").CancelAsync(first.ReservationId);

        // Under the promise of ten minutes the next hold asks for none; its end lies beyond several ticks.
        sale.Clock.Advance(TimeSpan.FromMinutes(3));
        await sale.HoldAsync("bob", 6);
        await sale.RestartAsync();
        sale.Clock.Advance(SaleHost.Hold);

        await sale.PassUntilAsync(() => sale.StoredSeat(6).Status == SeatPhase.Available);
    }

    [Fact]
    public async Task A_release_that_could_not_be_stored_is_tried_again()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.HoldAsync("ann", 5);
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(5) == SeatStatus.Held);
        var tries = 0;
        sale.Storage.BeforeWrite = (state, _) =>
        {
            if (state == "seat" && Interlocked.Increment(ref tries) == 1)
            {
                throw new IOException("The disk is gone.");
            }
        };

        sale.Clock.Advance(SaleHost.Hold);
        await SaleHost.SoonAsync(() => Volatile.Read(ref tries) >= 1);

        await StoredExpiryAsync(sale);
    }

    [Fact]
    public async Task More_holds_than_a_batch_all_end()
    {
        await using var sale = await SaleHost.StartAsync(100, ("Reservations:SettleBatch", "7"));
        await Task.WhenAll(Enumerable.Range(1, 100).Select(seat => sale.HoldAsync($"u{seat}", seat)));
        await sale.ShownAsync(1);

        sale.Clock.Advance(SaleHost.Hold);

        await sale.PassUntilAsync(() =>
            Enumerable.Range(1, 100).All(seat => sale.StoredSeat(seat).Status == SeatPhase.Available)
        );
    }

    private static async Task StoredExpiryAsync(SaleHost sale)
    {
        await sale.PassUntilAsync(() => sale.StoredSeat(5).Status == SeatPhase.Available);
        await sale.PassUntilAsync(() => sale.StoredStatus("ann") == ReservationStatus.Expired);
    }
}
