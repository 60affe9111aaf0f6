namespace Ticketing.Storage.Tests;

/// <summary>The views show what the grains' states say.</summary>
public abstract class ViewSuite : StorageSuite
{
    private const string Charge =
        """{"entryId":1,"kind":"charge","amount":200000,"balanceAfter":200000,"at":"2026-12-01T12:00:00+00:00"}""";

    private const string Payment =
        """{"entryId":2,"kind":"payment","amount":150000,"balanceAfter":50000,"at":"2026-12-01T12:01:00+00:00","reservationId":"r1"}""";

    private const string Paid = """
        {"reservationId":"r1","number":1,"userId":"u/1","concertId":"c","scheduleId":"s","seatNumber":7,"price":150000,
        "status":"paid","reservedAt":"2026-12-01T12:00:30+00:00","holdExpiresAt":"2026-12-01T12:05:30+00:00",
        "payment":{"paymentId":"p1","amount":150000,"balanceAfter":50000,"paidAt":"2026-12-01T12:01:00+00:00","ticketId":"t1"}}
        """;

    private const string Held = """
        {"reservationId":"r2","number":2,"userId":"u/1","concertId":"c","scheduleId":"s","seatNumber":8,"price":150000,
        "status":"held","reservedAt":"2026-12-01T12:02:00+00:00","holdExpiresAt":"2026-12-01T12:07:00+00:00"}
        """;

    private const string Expired = """
        {"reservationId":"r0","number":0,"userId":"u/1","concertId":"c","scheduleId":"s","seatNumber":9,"price":150000,
        "status":"expired","reservedAt":"2026-12-01T11:00:00+00:00","holdExpiresAt":"2026-12-01T11:05:00+00:00"}
        """;

    [StorageFact]
    public async Task Wallets_show_balances()
    {
        await StoreAsync(
            "wallet",
            "u/1",
            $$"""{"balance":50000,"nextEntry":3,"entries":[{{Payment}}],"pages":1}"""
        );

        (await Database.QueryAsync("SELECT user_id, balance, version FROM wallets")).ShouldBe([
            "u/1|50000|1",
        ]);
    }

    [StorageFact]
    public async Task The_ledger_shows_entries_of_wallets_and_of_their_pages()
    {
        await StoreAsync(
            "wallet",
            "u/1",
            $$"""{"balance":50000,"nextEntry":3,"entries":[{{Payment}}],"pages":1}"""
        );
        await StoreAsync("wallet-page", "u/1/0", $$"""{"entries":[{{Charge}}]}""");

        var rows = await Database.QueryAsync(
            "SELECT user_id, entry_id, kind, amount, balance_after, reservation_id FROM ledger ORDER BY entry_id"
        );

        rows.ShouldBe(["u/1|1|charge|200000|200000|-", "u/1|2|payment|150000|50000|r1"]);
    }

    [StorageFact]
    public async Task Reservations_payments_and_tickets_show_what_is_open_recent_and_on_pages()
    {
        await StoreAsync(
            "reservations",
            "u/1",
            $$"""{"next":3,"open":[{{Held}}],"recent":[{{Paid}}],"pages":1}"""
        );
        await StoreAsync("reservations-page", "u/1/0", $$"""{"reservations":[{{Expired}}]}""");

        var reservations = await Database.QueryAsync(
            "SELECT reservation_id, user_id, seat_number, price, status, payment_id FROM reservations ORDER BY number"
        );
        var payments = await Database.QueryAsync(
            "SELECT payment_id, reservation_id, user_id, amount, balance_after FROM payments"
        );
        var tickets = await Database.QueryAsync(
            "SELECT ticket_id, user_id, schedule_id, seat_number, payment_id FROM tickets"
        );

        reservations.ShouldBe([
            "r0|u/1|9|150000|expired|-",
            "r1|u/1|7|150000|paid|p1",
            "r2|u/1|8|150000|held|-",
        ]);
        payments.ShouldBe(["p1|r1|u/1|150000|50000"]);
        tickets.ShouldBe(["t1|u/1|s|7|p1"]);
    }

    [StorageFact]
    public async Task What_a_page_has_and_its_owner_still_has_is_shown_once_as_the_owner_has_it()
    {
        await StoreAsync(
            "wallet",
            "u/1",
            $$"""{"balance":50000,"nextEntry":3,"entries":[{{Charge}},{{Payment}}],"pages":0}"""
        );
        await StoreAsync("wallet-page", "u/1/0", $$"""{"entries":[{{Charge}}]}""");
        await StoreAsync("reservations", "u/1", $$"""{"next":3,"open":[],"recent":[{{Paid}}],"pages":0}""");
        await StoreAsync(
            "reservations-page",
            "u/1/0",
            $$"""{"reservations":[{{Paid.Replace("\"paid\"", "\"expired\"", StringComparison.Ordinal)}}]}"""
        );

        (await Database.QueryAsync("SELECT entry_id FROM ledger ORDER BY entry_id")).ShouldBe(["1", "2"]);
        (await Database.QueryAsync("SELECT reservation_id, status FROM reservations")).ShouldBe(["r1|paid"]);
        (await Database.QueryAsync("SELECT SUM(amount) FROM payments")).ShouldBe(["150000"]);
    }

    [StorageFact]
    public async Task Cleared_states_are_in_no_view()
    {
        var storage = await StartAsync();
        await storage.ClearAsync("u", await storage.WriteAsync("u", "x", "wallet"), "wallet");
        await storage.ClearAsync("u", await storage.WriteAsync("u", "x", "reservations"), "reservations");

        (await Database.QueryAsync("SELECT user_id FROM wallets")).ShouldBeEmpty();
        (await Database.QueryAsync("SELECT user_id FROM ledger")).ShouldBeEmpty();
        (await Database.QueryAsync("SELECT user_id FROM reservations")).ShouldBeEmpty();
    }

    private async Task StoreAsync(string stateName, string key, string payload)
    {
        var storage = await StartAsync(options => options.Exclusive = false);
        var write = new PendingWrite(stateName, key, 1, System.Text.Encoding.UTF8.GetBytes(payload), 0);
        (await storage.Store.WriteAsync(write, default)).Stored.ShouldBeTrue();
    }
}

public sealed class SqliteViewTests : ViewSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() =>
        Task.FromResult<TestDatabase>(new SqliteTestDatabase());
}

[NeedsPostgres]
public sealed class PostgresViewTests : ViewSuite
{
    protected override Task<TestDatabase> CreateDatabaseAsync() => PostgresTestDatabase.CreateAsync();
}
