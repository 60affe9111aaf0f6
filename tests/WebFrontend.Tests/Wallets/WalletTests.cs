using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Wallets;

public sealed class WalletTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_charge_is_in_the_balance_and_in_the_history()
    {
        var buyer = await server.NewBuyerAsync();
        var charged = await buyer.ChargeAsync(30_000);
        charged.ShouldBe(HttpStatusCode.OK);
        (charged.String("userId"), charged.Number("balance")).ShouldBe((buyer.UserId, 30_000));
        var balance = await buyer.GetAsync($"/api/users/{buyer.UserId}/balance");
        (balance.Number("balance"), balance.String("currency")).ShouldBe((30_000, "KRW"));
        var entry = (await HistoryAsync(buyer, ""))["entries"][0];
        entry.GetProperty("entryId").GetInt64().ShouldBe(charged.Number("entryId"));
        entry.GetProperty("kind").GetString().ShouldBe("charge");
        entry.GetProperty("amount").GetInt64().ShouldBe(30_000);
        entry.GetProperty("balanceAfter").GetInt64().ShouldBe(30_000);
        entry.GetProperty("at").GetString().ShouldEndWith("+00:00");
        entry.TryGetProperty("reservationId", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_payment_is_in_the_history_with_its_reservation()
    {
        var show = await server.NewShowAsync(price: 12_000);
        var buyer = await server.NewBuyerAsync(money: 20_000);
        var payment = await buyer.BuyAsync(show, 1);
        var again = await buyer.JoinAgainAsync();
        var entry = (await HistoryAsync(again, ""))["entries"][0];
        entry.GetProperty("kind").GetString().ShouldBe("payment");
        entry.GetProperty("amount").GetInt64().ShouldBe(12_000);
        entry.GetProperty("balanceAfter").GetInt64().ShouldBe(8_000);
        entry.GetProperty("reservationId").GetString().ShouldBe(payment.String("reservationId"));
    }

    [Fact]
    public async Task A_long_history_is_read_page_by_page_newest_first()
    {
        var buyer = await server.NewBuyerAsync();
        for (var i = 1; i <= 70; i++)
        {
            await buyer.ChargeAsync(i);
        }
        var amounts = new List<long>();
        var before = "";
        do
        {
            var page = await HistoryAsync(buyer, "?limit=30" + before);
            amounts.AddRange(
                page["entries"].EnumerateArray().Select(entry => entry.GetProperty("amount").GetInt64())
            );
            before =
                page["next"].ValueKind == System.Text.Json.JsonValueKind.Null
                    ? ""
                    : $"&before={page["next"]}";
        } while (before.Length > 0);
        amounts.ShouldBe(Enumerable.Range(1, 70).Reverse().Select(i => (long)i));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public async Task Nothing_or_less_is_no_amount_to_charge(long amount)
    {
        var buyer = await server.NewBuyerAsync();
        (await buyer.ChargeAsync(amount)).ShouldRefuse(400, "amount-invalid");
        (await buyer.GetAsync($"/api/users/{buyer.UserId}/balance")).Number("balance").ShouldBe(0);
    }

    [Theory]
    [InlineData(1_000_000_000)]
    [InlineData(long.MaxValue)]
    public async Task A_balance_does_not_pass_its_limit(long amount)
    {
        var buyer = await server.NewBuyerAsync(money: 1);
        (await buyer.ChargeAsync(amount))
            .ShouldRefuse(409, "balance-limit")
            .Number("maxBalance")
            .ShouldBe(1_000_000_000);
        (await buyer.GetAsync($"/api/users/{buyer.UserId}/balance")).Number("balance").ShouldBe(1);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=101")]
    [InlineData("?limit=x")]
    [InlineData("?limit=1&limit=2")]
    [InlineData("?before=0")]
    [InlineData("?before=-1")]
    [InlineData("?before=1.5")]
    [InlineData("?before=99999999999999999999")]
    public async Task A_page_that_cannot_be_is_refused(string query)
    {
        var buyer = await server.NewBuyerAsync();
        foreach (var list in new[] { "balance/history", "reservations", "tickets" })
        {
            var refused = await buyer.GetAsync($"/api/users/{buyer.UserId}/{list}{query}");
            refused.ShouldRefuse(400, "validation-failed").Has("errors").ShouldBeTrue();
        }
    }

    [Fact]
    public async Task Where_the_balance_calls_need_no_token_an_unknown_user_is_not_found()
    {
        await using var open = await new TestServer().With("Wallet:RequireQueueToken", "false").StartAsync();
        await open.PostAsync("/api/users", new { userId = "minji", name = "Minji" });
        var charged = await open.PostAsync(
            "/api/users/minji/balance/charges",
            new { amount = 5 },
            ("Idempotency-Key", "k")
        );
        charged.ShouldBe(HttpStatusCode.OK);
        (
            await open.PostAsync(
                "/api/users/minji/balance/charges",
                new { amount = 5 },
                ("Idempotency-Key", "k")
            )
        )
            .Header("Idempotency-Replayed")
            .ShouldBe("true");
        (await open.GetAsync("/api/users/minji/balance")).Number("balance").ShouldBe(5);
        (await open.GetAsync("/api/users/minji/balance/history"))["entries"].GetArrayLength().ShouldBe(1);
        (await open.GetAsync("/api/users/nobody/balance")).ShouldRefuse(404, "user-not-found");
        (await open.PostAsync("/api/users/nobody/balance/charges", new { amount = 5 })).ShouldRefuse(
            404,
            "user-not-found"
        );
        foreach (var noId in new[] { new string('i', 65), "no%20body" })
        {
            (await open.GetAsync($"/api/users/{noId}/balance")).ShouldRefuse(404, "user-not-found");
            (await open.GetAsync($"/api/users/{noId}/balance/history")).ShouldRefuse(404, "user-not-found");
        }
    }

    private static Task<Answer> HistoryAsync(Buyer buyer, string query) =>
        buyer.GetAsync($"/api/users/{buyer.UserId}/balance/history{query}");
}
