using System.Net;
using Ticketing.TestSupport;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Startup;

/// <summary>
/// Every call that changes something, on PostgreSQL: what it does, its repeat, and what a restart finds; as the only
/// process, as a node of a cluster, and as a client of a silo.
/// </summary>
public sealed class PostgresJourneyTests
{
    private static readonly (string, string) Key = ("Idempotency-Key", "once");

    [PostgresTheory]
    [InlineData("Single", "GroupCommit")]
    [InlineData("Node", "GroupCommit")]
    [InlineData("Client", "GroupCommit")]
    [InlineData("Client", "AdoNet")]
    public async Task A_whole_sale_is_the_same_on_PostgreSQL_and_after_a_restart(string role, string provider)
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var first = await Server().StartAsync();
        var show = await first.NewShowAsync(seats: 3, queueId: "line");
        var line = await first.AdminAsync(HttpMethod.Put, "/queues/line", new { capacity = 2 });
        line.ShouldBe(HttpStatusCode.OK).Number("capacity").ShouldBe(2);
        var buyer = await first.NewBuyerAsync("line");
        var other = await first.NewBuyerAsync("line");
        var waiting = await first.NewBuyerAsync("line");
        (await waiting.PollAsync()).Number("rank").ShouldBe(1);

        var charged = await buyer.ChargeAsync(50_000, Key);
        charged.ShouldBe(HttpStatusCode.OK).Number("balance").ShouldBe(50_000);
        (await buyer.ChargeAsync(50_001, Key)).ShouldRefuse(422, "idempotency-key-reused");
        var held = await buyer.ReserveAsync(show, 1, Key);
        held.ShouldBe(HttpStatusCode.Created);
        (await other.ReserveAsync(show, 1)).ShouldRefuse(409, "seat-taken");
        var given = (await other.ReserveAsync(show, 2)).String("reservationId");
        (await other.PayAsync(given)).ShouldRefuse(402, "insufficient-balance");
        (await other.DeleteAsync($"/api/reservations/{given}")).ShouldBe(HttpStatusCode.NoContent);
        var paid = await buyer.PayAsync(held.String("reservationId"), Key);
        paid.ShouldBe(HttpStatusCode.Created).Number("balance").ShouldBe(40_000);
        (await other.DeleteAsync("/api/queue/tokens/current")).ShouldBe(HttpStatusCode.NoContent);
        var tickets = await buyer.GetAsync($"/api/users/{buyer.UserId}/tickets");
        await AuditAsync(first, sold: 1);
        await first.StopAsync();

        await using var second = await Server().StartAsync();
        buyer = buyer with { Server = second };
        var repeated = await buyer.PayAsync(held.String("reservationId"), Key);
        repeated.Text.ShouldBe(paid.Text);
        repeated.Header("Idempotency-Replayed").ShouldBe("true");
        (await buyer.GetAsync($"/api/users/{buyer.UserId}/tickets")).Text.ShouldBe(tickets.Text);
        (await buyer.PollAsync()).String("status").ShouldBe("completed");
        (await (other with { Server = second }).PollAsync()).String("reason").ShouldBe("left");
        (await (waiting with { Server = second }).PollAsync()).String("status").ShouldBe("active");
        var again = await buyer.JoinAgainAsync("line");
        var history = await again.GetAsync($"/api/users/{buyer.UserId}/balance/history");
        history["entries"]
            .EnumerateArray()
            .Select(entry => entry.GetProperty("kind").GetString())
            .ShouldBe(["payment", "charge"]);
        (await again.ChargeAsync(50_000, Key)).Text.ShouldBe(charged.Text);
        (await again.BuyAsync(show, 2)).Number("balance").ShouldBe(30_000);
        await AuditAsync(second, sold: 2);
        await first.DisposeAsync();

        TestServer Server() => new TestServer().InCluster(role, database).With("Storage:Provider", provider);
    }

    private static async Task AuditAsync(TestServer server, int sold)
    {
        var audit = await server.AdminAsync(HttpMethod.Post, "/audit");
        audit["ok"].GetBoolean().ShouldBeTrue(audit.Text);
        audit["checked"].GetProperty("payments").GetInt32().ShouldBe(sold);
    }
}
