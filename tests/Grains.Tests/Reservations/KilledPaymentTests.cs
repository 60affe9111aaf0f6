using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Reservations;

/// <summary>
/// The process is killed before or after each durable step of a payment. Whoever wakes up next, the outcome
/// is one: paid, with money, seat, ticket and place, or nothing of it.
/// </summary>
public sealed class KilledPaymentTests
{
    // The seat in sale, the price taken, the record and the place (in either order), the seat sold.
    private const int Steps = 5;

    public static TheoryData<int, bool> EveryPoint() => CrashPlan.EveryPoint(Steps);

    [Fact]
    public async Task A_payment_has_as_many_durable_steps_as_are_tried_here()
    {
        await using var sale = await SaleHost.StartAsync();
        var (_, plan) = await KilledAsync(sale, Steps + 1, afterwards: false);

        plan.HasCrashed.ShouldBeFalse();
        sale.StoredSeat(5).Status.ShouldBe(SeatPhase.Sold);
    }

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task The_sweep_finishes_what_began_and_nothing_else(int step, bool afterwards)
    {
        await using var sale = await SaleHost.StartAsync();
        var (held, plan) = await KilledAsync(sale, step, afterwards);
        await sale.RestartAsync();
        plan.End();
        await sale.AuditIsCleanAsync();

        // The reminder wakes the schedule, which finds the seat in sale; nobody else asks for anything.
        var began = step > 1 || afterwards;
        await sale.PassUntilAsync(
            () => sale.StoredSeat(5).Status == (began ? SeatPhase.Sold : SeatPhase.Available),
            within: began ? TimeSpan.FromMinutes(2) : SaleHost.Hold + TimeSpan.FromMinutes(1)
        );

        await OneOutcomeAsync(sale, held, isPaid: began);
    }

    [Fact]
    public async Task A_process_that_starts_finishes_what_a_killed_one_began_without_waiting_for_a_reminder()
    {
        await using var sale = await SaleHost.StartAsync(settings: ("Catalog:WakeAtStart", "true"));
        var (held, plan) = await KilledAsync(sale, step: 3, afterwards: false);
        await sale.Storage.Reminders.TestOnlyClearTable();
        await sale.RestartAsync();
        plan.End();

        await sale.PassUntilAsync(() => sale.StoredSeat(5).Status == SeatPhase.Sold, TimeSpan.FromMinutes(1));
        await OneOutcomeAsync(sale, held, isPaid: true);
    }

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task The_same_request_again_finishes_it(int step, bool afterwards)
    {
        await using var sale = await SaleHost.StartAsync();
        var (held, plan) = await KilledAsync(sale, step, afterwards);
        await sale.RestartAsync();
        plan.End();

        var outcome = await sale.PayAsync("ann", held);

        outcome.Status.ShouldBeOneOf(PayStatus.Paid, PayStatus.AlreadyPaid);
        outcome.Balance.ShouldBe(50);
        await OneOutcomeAsync(sale, held, isPaid: true);
    }

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task Looking_at_it_after_the_holds_end_shows_paid_where_the_sale_had_begun(
        int step,
        bool afterwards
    )
    {
        await using var sale = await SaleHost.StartAsync();
        var (held, plan) = await KilledAsync(sale, step, afterwards);
        await sale.RestartAsync();
        plan.End();
        sale.Storage.Reminders.BeforeWrite = () => throw new IOException("No reminder helps here.");
        await sale.Storage.Reminders.TestOnlyClearTable();
        sale.Clock.Advance(SaleHost.Hold);

        var began = step > 1 || afterwards;
        (await sale.StatusAsync(held)).ShouldBe(began ? ReservationStatus.Paid : ReservationStatus.Expired);
        await sale.PayAsync("ann", held);

        sale.Storage.Reminders.BeforeWrite = () => { };
        await OneOutcomeAsync(sale, held, isPaid: began);
    }

    [Theory]
    [MemberData(nameof(EveryPoint))]
    public async Task Another_user_never_gets_a_seat_whose_sale_had_begun(int step, bool afterwards)
    {
        await using var sale = await SaleHost.StartAsync();
        var (_, plan) = await KilledAsync(sale, step, afterwards);
        await sale.RestartAsync();
        plan.End();
        sale.Clock.Advance(SaleHost.Hold);

        var bobs = await sale.ReserveAsync("bob", 5);

        var began = step > 1 || afterwards;
        bobs.Status.ShouldBe(began ? ReserveStatus.SeatTaken : ReserveStatus.Reserved);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_sale_that_began_without_the_money_being_there_any_more_is_aborted(bool holdHasEnded)
    {
        await using var sale = await SaleHost.StartAsync();
        var (held, plan) = await KilledAsync(sale, step: 1, afterwards: true);
        await sale.RestartAsync();
        plan.End();
        await sale.Wallet("ann").PayAsync(new(ReservationId: "rsv-9-elsewhere", Amount: 150));
        sale.Clock.Advance(holdHasEnded ? SaleHost.Hold : TimeSpan.FromMinutes(1));

        var outcome = await sale.PayAsync("ann", held);

        outcome.Status.ShouldBe(holdHasEnded ? PayStatus.HoldExpired : PayStatus.InsufficientBalance);
        sale.StoredSeat(5).Status.ShouldNotBe(SeatPhase.Selling);
    }

    private static async Task<(Reservation Held, CrashPlan Plan)> KilledAsync(
        SaleHost sale,
        int step,
        bool afterwards
    )
    {
        await sale.ChargeAsync("ann", 150);
        var held = await sale.HoldAsync("ann", 5);
        var plan = new CrashPlan(step, afterwards);
        plan.Watch(sale);
        try
        {
            await sale.PayAsync("ann", held);
        }
        catch (Exception) when (plan.HasCrashed)
        {
            // As a client sees a killed server: no answer.
        }

        return (held, plan);
    }

    private static async Task OneOutcomeAsync(SaleHost sale, Reservation held, bool isPaid)
    {
        ((await sale.StatusAsync(held)) == ReservationStatus.Paid).ShouldBe(isPaid);
        (await sale.Wallet("ann").GetBalanceAsync()).ShouldBe(isPaid ? 50 : 150);
        sale.Line.Completed.Count.ShouldBe(isPaid ? 1 : 0);
        (await sale.ReserveAsync("bob", 6)).Status.ShouldBe(ReserveStatus.Reserved);
        var report = await sale.AuditAsync();
        report.Violations.ShouldBeEmpty();
        report.Checked.Payments.ShouldBe(isPaid ? 1 : 0);
    }
}
