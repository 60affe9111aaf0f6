using System.Text.Json.Nodes;
using Ticketing.Audit;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Audit;

/// <summary>
/// A sale goes well; then one record is changed behind everybody's back, and the audit must name it. Each
/// case is something that must never be.
/// </summary>
public sealed class AuditRulesTests(StoredSale sale) : IClassFixture<StoredSale>
{
    private readonly TestStorage _records = sale.Records.Copy();

    [Fact]
    public async Task A_sale_that_went_well_is_clean_and_fully_counted()
    {
        var report = await AuditAsync();

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
        Change(_records, state, key, path, value is int number ? number : (JsonNode)(string)value);

        var report = await AuditAsync();
        report.Ok.ShouldBeFalse();
        report.Violations.ShouldContain(
            violation => violation.Contains(says),
            string.Join('\n', report.Violations)
        );
    }

    [Fact]
    public async Task A_seat_paid_by_two_is_named_with_both()
    {
        Change(_records, "reservations", "bob", "recent/0/seatNumber", 5);

        (await AuditAsync()).Violations.ShouldContain(v =>
            v.StartsWith("Seat concert/date/5 is paid twice: by")
        );
    }

    [Fact]
    public async Task A_price_taken_twice_is_named()
    {
        var row = Row(_records, "wallet", "ann");
        var again = row["entries"]![1]!.DeepClone();
        (again["entryId"], again["balanceAfter"]) = (3, 50);
        row["entries"]!.AsArray().Add(again);
        (row["balance"], row["nextEntry"]) = (50, 4);
        _records.Put("wallet", "ann", row.ToJsonString());

        (await AuditAsync()).Violations.ShouldContain(v => v.Contains("was paid twice"));
    }

    [Fact]
    public async Task A_sale_in_progress_is_tolerated_for_a_minute_and_then_named()
    {
        await using var live = await StoredSale.StartAsync();
        await live.ChargeAsync("cyd", 100);
        var held = await live.HoldAsync("cyd", 9);
        await live.Seat(9).BeginSaleAsync(held.ReservationId);
        await live.Wallet("cyd").PayAsync(new(held.ReservationId, 100));
        (await live.AuditAsync()).Violations.ShouldBeEmpty();
        Change(
            live.Storage,
            "seat",
            "concert/date/9",
            "sellingSince",
            live.Clock.GetUtcNow().AddMinutes(-1).ToString("O")
        );

        (await live.AuditAsync()).Violations.ShouldHaveSingleItem().ShouldContain("stands still since");
    }

    [Fact]
    public async Task A_price_taken_while_no_sale_goes_on_is_named()
    {
        await using var live = await StoredSale.StartAsync();
        await live.ChargeAsync("cyd", 100);
        var held = await live.HoldAsync("cyd", 9);
        await live.Wallet("cyd").PayAsync(new(held.ReservationId, 100));

        (await live.AuditAsync()).Violations.ShouldHaveSingleItem().ShouldContain("no sale goes on");
    }

    [Fact]
    public async Task A_record_that_cannot_be_read_is_named()
    {
        _records.Put("seat", "concert/date/8", "{");

        (await AuditAsync())
            .Violations.ShouldHaveSingleItem()
            .ShouldContain("'concert/date/8' cannot be read");
    }

    [Fact]
    public async Task Restricted_to_one_concert_it_looks_at_that_one_and_at_all_wallets()
    {
        Change(_records, "seat", "concert/date/5", "userId", "bob");

        var elsewhere = await AuditAsync("other");
        elsewhere.Violations.ShouldBeEmpty();
        elsewhere.Checked.ShouldBe(new(2, 0, 0, 0, 0));
        var here = await AuditAsync("concert");
        here.Violations.ShouldHaveSingleItem();
        here.Checked.ShouldBe(new(2, 1, 50, 4, 2));
    }

    [Fact]
    public async Task Pages_of_history_are_checked_as_well()
    {
        await using var live = await StoredSale.StartAsync();
        for (var i = 0; i < 60; i++)
        {
            await live.ChargeAsync("ann", 1);
            await live.Book("ann").CancelAsync((await live.HoldAsync("ann", 20)).ReservationId);
        }

        (await live.AuditAsync()).Violations.ShouldBeEmpty();
        Change(live.Storage, "wallet-page", "ann/0", "entries/3/amount", 2);
        (await live.AuditAsync()).Ok.ShouldBeFalse();
    }

    [Theory]
    [InlineData("wallet-page", "ann/0")]
    [InlineData("reservations-page", "ann/0")]
    public async Task A_page_that_is_gone_is_missed(string state, string key)
    {
        await using var live = await StoredSale.StartAsync();
        for (var i = 0; i < 60; i++)
        {
            await live.ChargeAsync("ann", 1);
            await live.Book("ann").CancelAsync((await live.HoldAsync("ann", 20)).ReservationId);
        }

        live.Storage.Remove(state, key);

        (await live.AuditAsync()).Violations.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_flood_of_violations_is_cut_short_with_their_number()
    {
        for (var i = 100; i < 350; i++)
        {
            _records.Put("seat", $"concert/date/{i}", "{");
        }

        var report = await AuditAsync();

        report.Violations.Length.ShouldBe(100);
        report.Violations[^1].ShouldBe("151 more violations are not listed.");
    }

    private Task<AuditReport> AuditAsync(string? concertId = null) =>
        _records.AuditAsync(sale.Now, concertId);

    private static JsonNode Row(TestStorage records, string state, string key) =>
        JsonNode.Parse(records.JsonOf(state, key)!)!;

    private static void Change(TestStorage records, string state, string key, string path, JsonNode value)
    {
        var row = Row(records, state, key);
        var parts = path.Split('/');
        var node = row;
        foreach (var part in parts[..^1])
        {
            node = int.TryParse(part, out var index) ? node[index]! : node[part]!;
        }

        node[parts[^1]] = value;
        records.Put(state, key, row.ToJsonString());
    }
}
