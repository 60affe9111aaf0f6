using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Tests.Support;
using Ticketing.TestSupport;
using Ticketing.Wallets;

namespace Ticketing.Tests.Reservations;

public sealed class PaymentTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_payment_takes_the_price_sells_the_seat_makes_the_ticket_and_completes_the_place()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.ChargeAsync("ann", 250);
        var held = await sale.HoldAsync("ann", 5);
        sale.Clock.Advance(TimeSpan.FromMinutes(1));

        var outcome = await sale.PayAsync("ann", held);

        var paid = outcome.Reservation!;
        (outcome.Status, outcome.Balance).ShouldBe((PayStatus.Paid, 150));
        paid.Payment.ShouldBe(
            new Payment(paid.Payment!.PaymentId, paid.Payment.TicketId, 100, 150, sale.Clock.GetUtcNow())
        );
        sale.StoredSeat(5).Status.ShouldBe(SeatPhase.Sold);
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(5) == SeatStatus.Sold);
        sale.Line.Completed.ShouldHaveSingleItem().Key.ShouldBe((sale.Queue, 7));
        var entry = (await sale.Wallet("ann").GetHistoryAsync(0, 1)).Entries[0];
        (entry.Kind, entry.Amount, entry.ReservationId).ShouldBe(
            (WalletEntryKind.Payment, 100, paid.ReservationId)
        );
        (await sale.Book("ann").FindByPaymentAsync(paid.Payment.PaymentId)).ShouldBe(paid);
        (await sale.Book("ann").FindByTicketAsync(paid.Payment.TicketId)).ShouldBe(paid);
        var report = await sale.AuditAsync();
        report.Violations.ShouldBeEmpty();
        report.Checked.ShouldBe(new(1, 1, 50, 1, 1));
    }

    [Fact]
    public async Task An_id_that_is_guessed_from_the_number_finds_nothing_of_ones_own()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        var paid = await sale.BuyAsync("ann", 5);

        foreach (var number in new[] { paid.Number, paid.Number + 1, 1_000_000, long.MaxValue })
        {
            (await sale.Book("ann").FindAsync($"rsv-{number}-aaaaaaaaaa")).ShouldBeNull();
            (await sale.Book("ann").FindByPaymentAsync($"pay-{number}-aaaaaaaaaa")).ShouldBeNull();
            (await sale.Book("ann").FindByTicketAsync($"tkt-{number}-aaaaaaaaaa")).ShouldBeNull();
        }
        (await sale.Book("ann").FindByPaymentAsync(paid.Payment!.TicketId)).ShouldBeNull();
    }

    [Fact]
    public async Task Paying_again_answers_the_same_payment_and_takes_nothing()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 250);
        var held = await sale.HoldAsync("ann", 5);
        var paid = (await sale.PayAsync("ann", held)).Reservation!;
        sale.Clock.Advance(TimeSpan.FromDays(2));
        await sale.RestartAsync();

        var again = await sale.PayAsync("ann", held);

        again.ShouldBe(new PayOutcome(PayStatus.AlreadyPaid, paid, 150));
        (await sale.Wallet("ann").GetBalanceAsync()).ShouldBe(150);
    }

    [Fact]
    public async Task Many_who_pay_the_same_reservation_at_once_pay_it_once()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.ChargeAsync("ann", 1000);
        var held = await sale.HoldAsync("ann", 5);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => sale.PayAsync("ann", held)))
        );

        outcomes.Count(outcome => outcome.Status == PayStatus.Paid).ShouldBe(1);
        outcomes.Count(outcome => outcome.Status == PayStatus.AlreadyPaid).ShouldBe(49);
        (await sale.Wallet("ann").GetBalanceAsync()).ShouldBe(900);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task Too_small_a_balance_is_refused_and_nothing_changes()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 99);
        var held = await sale.HoldAsync("ann", 5);
        var writes = sale.Storage.Writes;

        var outcome = await sale.PayAsync("ann", held);

        outcome.ShouldBe(new PayOutcome(PayStatus.InsufficientBalance, held, 99));
        sale.Storage.Writes.ShouldBe(writes);
        sale.Line.Completed.ShouldBeEmpty();
        await sale.ChargeAsync("ann", 1);
        (await sale.PayAsync("ann", held)).Status.ShouldBe(PayStatus.Paid);
    }

    [Fact]
    public async Task Two_payments_at_once_from_money_for_one_leave_one_refused_and_its_hold_untouched()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.ChargeAsync("ann", 150);
        var one = await sale.HoldAsync("ann", 5);
        var two = await sale.HoldAsync("ann", 6);

        var outcomes = await Task.WhenAll(
            sale.PayAsync("ann", one),
            sale.PayAsync("ann", two, place: SaleHost.Place + 1)
        );

        outcomes
            .Select(o => o.Status)
            .ShouldBe([PayStatus.Paid, PayStatus.InsufficientBalance], ignoreOrder: true);
        (await sale.Wallet("ann").GetBalanceAsync()).ShouldBe(50);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task Two_payments_at_once_with_one_place_leave_one_refused_and_its_hold_untouched()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.ChargeAsync("ann", 250);
        var one = await sale.HoldAsync("ann", 5);
        var two = await sale.HoldAsync("ann", 6);

        var outcomes = await Task.WhenAll(sale.PayAsync("ann", one), sale.PayAsync("ann", two));

        outcomes.Select(o => o.Status).ShouldBe([PayStatus.Paid, PayStatus.PlaceUsed], ignoreOrder: true);
        (await sale.Wallet("ann").GetBalanceAsync()).ShouldBe(150);
        var refused = outcomes.Single(o => o.Status == PayStatus.PlaceUsed).Reservation!;
        (await sale.StatusAsync(refused)).ShouldBe(ReservationStatus.Held);
        (await sale.PayAsync("ann", refused, place: SaleHost.Place + 1)).Status.ShouldBe(PayStatus.Paid);
        await sale.AuditIsCleanAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    public async Task A_hold_that_ended_cannot_be_paid_whatever_the_balance(long balance)
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        if (balance > 0)
        {
            await sale.ChargeAsync("ann", balance);
        }

        var held = await sale.HoldAsync("ann", 5);
        sale.Clock.Advance(SaleHost.Hold);

        (await sale.PayAsync("ann", held)).Status.ShouldBe(PayStatus.HoldExpired);

        (await sale.Wallet("ann").GetBalanceAsync()).ShouldBe(balance);
        (await sale.StatusAsync(held)).ShouldBe(ReservationStatus.Expired);
        await sale.AuditIsCleanAsync();
    }

    [Fact]
    public async Task A_hold_can_be_paid_in_its_last_instant()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.ChargeAsync("ann", 100);
        var held = await sale.HoldAsync("ann", 5);
        sale.Clock.Advance(SaleHost.Hold - ManualClock.Instant);

        (await sale.PayAsync("ann", held)).Status.ShouldBe(PayStatus.Paid);
    }

    [Fact]
    public async Task A_reservation_of_another_is_not_found()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        var held = await sale.HoldAsync("ann", 5);

        (await sale.PayAsync("bob", held)).Status.ShouldBe(PayStatus.NotFound);
        (await sale.Book("bob").FindAsync(held.ReservationId)).ShouldBeNull();
        (await sale.Book("ann").FindAsync("rsv-1-guessedxxx")).ShouldBeNull();
        (await sale.Book("ann").FindAsync("nonsense")).ShouldBeNull();
    }

    [Fact]
    public async Task A_repeated_payment_with_an_operation_id_is_a_replay_and_another_request_with_it_is_refused()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 1000);
        var held = await sale.HoldAsync("ann", 5);
        var other = await sale.HoldAsync("ann", 6);
        var operation = new Operation("op", "hash");
        var first = await sale.PayAsync("ann", held, operation);
        await sale.RestartAsync();

        (await sale.PayAsync("ann", held, operation)).ShouldBe(first with { Replayed = true });
        (await sale.PayAsync("ann", other, operation with { RequestHash = "other" })).Status.ShouldBe(
            PayStatus.KeyReused
        );
    }

    [Fact]
    public async Task A_line_that_cannot_be_told_delays_the_answer_and_the_seat_but_loses_nothing()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.ChargeAsync("ann", 100);
        var held = await sale.HoldAsync("ann", 5);
        sale.Line.BeforeComplete = () => throw new IOException("The line is away.");

        await Should.ThrowAsync<Exception>(() => sale.PayAsync("ann", held));
        sale.StoredSeat(5).Status.ShouldBe(SeatPhase.Selling);
        (await sale.ReserveAsync("bob", 5)).Status.ShouldBe(ReserveStatus.SeatTaken);
        await sale.AuditIsCleanAsync();
        sale.Line.BeforeComplete = () => { };
        await sale.PassUntilAsync(() => sale.StoredSeat(5).Status == SeatPhase.Sold);
        (await sale.StatusAsync(held)).ShouldBe(ReservationStatus.Paid);
        sale.Line.Completed.ShouldHaveSingleItem();
        await sale.AuditIsCleanAsync();
    }
}
