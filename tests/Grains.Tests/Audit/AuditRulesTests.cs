using System.Text.Json.Nodes;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Audit;

/// <summary>
/// A sale goes well; then one record is changed behind everybody's back, and the audit must name it. Each
/// case is something that must never be.
/// </summary>
public sealed class AuditRulesTests
{
    [Fact]
    public async Task A_sale_that_went_well_is_clean_and_fully_counted()
    {
        await using var sale = await StartAsync();

        var report = await sale.AuditAsync();

        report.Violations.ShouldBeEmpty();
        report.Ok.ShouldBeTrue();
        report.Checked.ShouldBe(new(Wallets: 2, Schedules: 1, Seats: 50, Reservations: 4, Payments: 2));
    }

    [Theory]
    [InlineData("wallet", "ann", "balance", 151, "Wallet ann: the balance is 151, but")]
    [InlineData("wallet", "ann", "balance", -1, "below zero")]
    [InlineData("wallet", "ann", "nextEntry", 4, "the history goes up to 2")]
    [InlineData("wallet", "ann", "entries/1/entryId", 3, "entry 3 comes right after entry 1")]
    [InlineData("wallet", "ann", "entries/1/amount", 90, "entry 2 leaves 150")]
    [InlineData("wallet", "ann", "entries/0/amount", 240, "entry 1 starts from 10")]
    [InlineData("wallet", "ann", "entries/1/kind", "charge", "its price was never taken")]
    [InlineData("wallet", "ann", "entries/1/reservationId", "rsv-9-x", "took 100 for reservation rsv-9-x")]
    [InlineData("reservations", "ann", "recent/0/payment/amount", 99, "costs 100 and was paid with 99")]
    [InlineData("reservations", "ann", "recent/0/payment/ticketId", "tkt-1-x", "which are not its own")]
    [InlineData("reservations", "ann", "recent/0/payment/balanceAfter", 1, "leaving 1, but")]
    [InlineData("reservations", "ann", "recent/0/seatNumber", 9, "but has seat concert/date/5")]
    [InlineData("reservations", "ann", "recent/0/status", "expired", "is Expired with a payment")]
    [InlineData("reservations", "ann", "recent/0/userId", "bob", "is stored as number 1 of ann")]
    [InlineData("reservations", "ann", "next", 4, "2 reservations are stored, but 3 numbers")]
    [InlineData("seat", "concert/date/5", "status", "held", "is not sold to it")]
    [InlineData("seat", "concert/date/5", "status", "available", "is not sold to it")]
    [InlineData("seat", "concert/date/5", "userId", "bob", "concert/date/5 of bob")]
    [InlineData(
        "seat",
        "concert/date/5",
        "reservationId",
        "rsv-9-x",
        "under reservation rsv-9-x, which is not paid"
    )]
    [InlineData("seat", "concert/date/6", "reservationId", "rsv-9-x", "but the seat is not held for it")]
    [InlineData("seat", "concert/date/6", "userId", "cyd", "but the seat is not held for it")]
    [InlineData("seat", "concert/date/6", "status", "sold", "which is not paid")]
    [InlineData("schedule", "concert/date", "seats", 6, "has 6 seats, but seat 8 was asked for")]
    public async Task Whatever_does_not_fit_is_named(
        string state,
        string key,
        string path,
        object value,
        string says
    )
    {
        await using var sale = await StartAsync();

        Change(sale, state, key, path, value is int number ? number : (JsonNode)(string)value);

        var report = await sale.AuditAsync();
        report.Ok.ShouldBeFalse();
        report.Violations.ShouldContain(
            violation => violation.Contains(says),
            string.Join('\n', report.Violations)
        );
    }

    [Fact]
    public async Task A_seat_paid_by_two_is_named_with_both()
    {
        await using var sale = await StartAsync();
        Change(sale, "reservations", "bob", "recent/0/seatNumber", 5);

        (await sale.AuditAsync()).Violations.ShouldContain(v =>
            v.StartsWith("Seat concert/date/5 is paid twice: by")
        );
    }

    [Fact]
    public async Task A_price_taken_twice_is_named()
    {
        await using var sale = await StartAsync();
        var row = Row(sale, "wallet", "ann");
        var again = row["entries"]![1]!.DeepClone();
        (again["entryId"], again["balanceAfter"]) = (3, 50);
        row["entries"]!.AsArray().Add(again);
        (row["balance"], row["nextEntry"]) = (50, 4);
        sale.Storage.Put("wallet", "ann", row.ToJsonString());

        (await sale.AuditAsync()).Violations.ShouldContain(v => v.Contains("was paid twice"));
    }

    [Fact]
    public async Task A_sale_in_progress_is_tolerated_for_a_minute_and_then_named()
    {
        await using var sale = await StartAsync();
        await sale.ChargeAsync("cyd", 100);
        var held = await sale.HoldAsync("cyd", 9);
        await sale.Seat(9).BeginSaleAsync(held.ReservationId);
        await sale.Wallet("cyd").PayAsync(new(held.ReservationId, 100));
        (await sale.AuditAsync()).Violations.ShouldBeEmpty();
        Change(
            sale,
            "seat",
            "concert/date/9",
            "sellingSince",
            sale.Clock.GetUtcNow().AddMinutes(-1).ToString("O")
        );

        (await sale.AuditAsync()).Violations.ShouldHaveSingleItem().ShouldContain("stands still since");
    }

    [Fact]
    public async Task A_price_taken_while_no_sale_goes_on_is_named()
    {
        await using var sale = await StartAsync();
        await sale.ChargeAsync("cyd", 100);
        var held = await sale.HoldAsync("cyd", 9);
        await sale.Wallet("cyd").PayAsync(new(held.ReservationId, 100));

        (await sale.AuditAsync()).Violations.ShouldHaveSingleItem().ShouldContain("no sale goes on");
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_named()
    {
        await using var sale = await StartAsync();
        sale.Storage.Put("seat", "concert/date/8", "{");

        (await sale.AuditAsync())
            .Violations.ShouldHaveSingleItem()
            .ShouldContain("'concert/date/8' cannot be read");
    }

    [Fact]
    public async Task Restricted_to_one_concert_it_looks_at_that_one_and_at_all_wallets()
    {
        await using var sale = await StartAsync();
        Change(sale, "seat", "concert/date/5", "userId", "bob");

        var elsewhere = await sale.AuditAsync("other");
        elsewhere.Violations.ShouldBeEmpty();
        elsewhere.Checked.ShouldBe(new(2, 0, 0, 0, 0));
        var here = await sale.AuditAsync("concert");
        here.Violations.ShouldHaveSingleItem();
        here.Checked.ShouldBe(new(2, 1, 50, 4, 2));
    }

    [Fact]
    public async Task Pages_of_history_are_checked_as_well()
    {
        await using var sale = await StartAsync();
        for (var i = 0; i < 60; i++)
        {
            await sale.ChargeAsync("ann", 1);
            await sale.Book("ann").CancelAsync((await sale.HoldAsync("ann", 20)).ReservationId);
        }

        (await sale.AuditAsync()).Violations.ShouldBeEmpty();
        Change(sale, "wallet-page", "ann/0", "entries/3/amount", 2);
        (await sale.AuditAsync()).Ok.ShouldBeFalse();
    }

    [Theory]
    [InlineData("wallet-page", "ann/0")]
    [InlineData("reservations-page", "ann/0")]
    public async Task A_page_that_is_gone_is_missed(string state, string key)
    {
        await using var sale = await StartAsync();
        for (var i = 0; i < 60; i++)
        {
            await sale.ChargeAsync("ann", 1);
            await sale.Book("ann").CancelAsync((await sale.HoldAsync("ann", 20)).ReservationId);
        }

        sale.Storage.Remove(state, key);

        (await sale.AuditAsync()).Violations.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_flood_of_violations_is_cut_short_with_their_number()
    {
        await using var sale = await StartAsync();
        for (var i = 100; i < 350; i++)
        {
            sale.Storage.Put("seat", $"concert/date/{i}", "{");
        }

        var report = await sale.AuditAsync();

        report.Violations.Length.ShouldBe(100);
        report.Violations[^1].ShouldBe("151 more violations are not listed.");
    }

    // Ann has paid seat 5 and holds 6, bob has paid 7 and cancelled 8.
    private static async Task<SaleHost> StartAsync()
    {
        var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 250);
        await sale.PayAsync("ann", await sale.HoldAsync("ann", 5));
        await sale.HoldAsync("ann", 6);
        await sale.BuyAsync("bob", 7);
        await sale.Book("bob").CancelAsync((await sale.HoldAsync("bob", 8)).ReservationId);
        return sale;
    }

    private static JsonNode Row(SaleHost sale, string state, string key) =>
        JsonNode.Parse(sale.Storage.JsonOf(state, key)!)!;

    private static void Change(SaleHost sale, string state, string key, string path, JsonNode value)
    {
        var row = Row(sale, state, key);
        var parts = path.Split('/');
        var node = row;
        foreach (var part in parts[..^1])
        {
            node = int.TryParse(part, out var index) ? node[index]! : node[part]!;
        }

        node[parts[^1]] = value;
        sale.Storage.Put(state, key, row.ToJsonString());
    }
}
