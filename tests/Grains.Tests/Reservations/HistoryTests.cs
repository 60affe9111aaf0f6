using Ticketing.Reservations;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Reservations;

public sealed class HistoryTests
{
    [Fact]
    public async Task Every_reservation_is_listed_once_newest_first_however_many_there_are()
    {
        await using var sale = await SaleHost.StartAsync();
        await MakeAsync(sale, 70);
        await sale.RestartAsync();

        var listed = await ListAllAsync(sale, 9, ticketsOnly: false);

        listed.Select(r => r.Number).ShouldBe(Enumerable.Range(1, 70).Reverse().Select(n => (long)n));
        sale.Storage.StateOf<ReservationsState>("reservations", "ann")!
            .Recent.Length.ShouldBeLessThanOrEqualTo(16);
        var report = await sale.AuditAsync();
        report.Violations.ShouldBeEmpty();
        (report.Checked.Reservations, report.Checked.Payments).ShouldBe((70, 7));
    }

    [Fact]
    public async Task Tickets_are_listed_alone_and_found_by_their_ids_wherever_they_are()
    {
        await using var sale = await SaleHost.StartAsync();
        await MakeAsync(sale, 70);

        var tickets = await ListAllAsync(sale, 3, ticketsOnly: true);

        tickets.Select(r => r.Number).ShouldBe([70, 60, 50, 40, 30, 20, 10]);
        foreach (var ticket in tickets)
        {
            (await sale.Book("ann").FindAsync(ticket.ReservationId)).ShouldBe(ticket);
            (await sale.Book("ann").FindByPaymentAsync(ticket.Payment!.PaymentId)).ShouldBe(ticket);
            (await sale.Book("ann").FindByTicketAsync(ticket.Payment.TicketId)).ShouldBe(ticket);
        }
    }

    [Fact]
    public async Task One_call_reads_a_bounded_number_of_pages_and_says_where_to_go_on()
    {
        await using var sale = await SaleHost.StartAsync(settings: ("Reservations:MaxPagesPerList", "2"));
        await MakeAsync(sale, 9);
        var first = (await ListAllAsync(sale, 100, ticketsOnly: false))[0];
        for (var i = 0; i < 60; i++)
        {
            await sale.Book("ann").CancelAsync((await sale.HoldAsync("ann", 2)).ReservationId);
        }

        var page = await sale.Book("ann").ListAsync(0, 100, ticketsOnly: true);

        page.Reservations.ShouldBeEmpty();
        page.Next.ShouldNotBeNull();
        (await ListAllAsync(sale, 100, ticketsOnly: false)).Count.ShouldBe(69);
        first.Number.ShouldBe(9);
    }

    [Fact]
    public async Task One_call_lists_no_more_than_its_limit()
    {
        await using var sale = await SaleHost.StartAsync(settings: ("Reservations:MaxListed", "2"));
        await MakeAsync(sale, 5);

        (await sale.Book("ann").ListAsync(0, int.MaxValue, ticketsOnly: false)).Reservations.Length.ShouldBe(
            2
        );
        (await sale.Book("ann").ListAsync(0, 0, ticketsOnly: false)).Reservations.Length.ShouldBe(1);
    }

    [Fact]
    public async Task An_operation_that_has_left_the_own_row_is_still_known()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 1000);
        var (reserve, pay) = (new Operation("reserve", "h1"), new Operation("pay", "h2"));
        var reserved = await sale.ReserveAsync("ann", 50, reserve);
        var paid = await sale.PayAsync("ann", reserved.Reservation!, pay);
        await MakeAsync(sale, 60);
        await sale.RestartAsync();

        sale.Storage.KeysOf("operation").ShouldContain("ann/reserve/reserve");
        (await sale.ReserveAsync("ann", 50, reserve)).ShouldBe(reserved with { Replayed = true });
        (await sale.ReserveAsync("ann", 49, reserve with { RequestHash = "x" })).Status.ShouldBe(
            ReserveStatus.KeyReused
        );
        (await sale.PayAsync("ann", reserved.Reservation!, pay)).ShouldBe(paid with { Replayed = true });
        (await sale.PayAsync("ann", reserved.Reservation!)).Reservation.ShouldBe(paid.Reservation);
    }

    [Theory]
    [InlineData("reservations-page", false)]
    [InlineData("reservations-page", true)]
    [InlineData("operation", false)]
    [InlineData("operation", true)]
    [InlineData("reservations", false)]
    [InlineData("reservations", true)]
    public async Task A_page_move_that_was_cut_off_loses_and_doubles_nothing(string record, bool done)
    {
        await using var sale = await SaleHost.StartAsync();
        for (var i = 0; i < 16; i++)
        {
            var made = await sale.ReserveAsync("ann", 2, new Operation($"op{i}", "hash"));
            await sale.Book("ann").CancelAsync(made.Reservation!.ReservationId);
        }

        var plan = new CrashPlan(1, done);
        sale.Storage.BeforeWrite = (state, _) => Step(plan.Before, state);
        sale.Storage.AfterWrite = (state, _) => Step(plan.After, state);
        void Step(Action<string> step, string state)
        {
            if (state == record || plan.HasCrashed)
            {
                step(state);
            }
        }

        await Should.ThrowAsync<Exception>(() => sale.ReserveAsync("ann", 3));
        await sale.RestartAsync();
        plan.End();
        await sale.AuditIsCleanAsync();
        await sale.ReserveAsync("ann", 3);

        (await ListAllAsync(sale, 5, ticketsOnly: false)).Count.ShouldBe(17);
        (await sale.ReserveAsync("ann", 2, new Operation("op0", "hash"))).Replayed.ShouldBeTrue();
        await sale.AuditIsCleanAsync();
    }

    // Every tenth is paid, the others are cancelled.
    private static async Task MakeAsync(SaleHost sale, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            if (i % 10 == 0)
            {
                await sale.BuyAsync("ann", i / 10 + 10);
            }
            else
            {
                await sale.Book("ann").CancelAsync((await sale.HoldAsync("ann", 1)).ReservationId);
            }
        }
    }

    private static async Task<List<Reservation>> ListAllAsync(SaleHost sale, int limit, bool ticketsOnly)
    {
        var listed = new List<Reservation>();
        long? before = 0;
        while (before is { } next)
        {
            var page = await sale.Book("ann").ListAsync(next, limit, ticketsOnly);
            listed.AddRange(page.Reservations);
            before = page.Next;
        }

        return listed;
    }
}
