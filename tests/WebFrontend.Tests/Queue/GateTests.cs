using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.WebFrontend.Queue.Tokens;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Queue;

public sealed class GateTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Current = "/api/queue/tokens/current";

    public static TheoryData<string, string> GatedRoutes =>
        new()
        {
            { "GET", Current },
            { "GET", Current + "/events" },
            { "DELETE", Current },
            { "GET", "/api/users/minji/balance" },
            { "POST", "/api/users/minji/balance/charges" },
            { "GET", "/api/users/minji/balance/history" },
            { "GET", "/api/users/minji/reservations" },
            { "GET", "/api/users/minji/tickets" },
            { "GET", "/api/concerts" },
            { "GET", "/api/concerts/c/schedules" },
            { "GET", "/api/concerts/c/schedules/s/seats" },
            { "GET", "/api/concerts/c/schedules/s/seats/events" },
            { "POST", "/api/reservations" },
            { "GET", "/api/reservations/r" },
            { "DELETE", "/api/reservations/r" },
            { "POST", "/api/payments" },
            { "GET", "/api/payments/p" },
            { "GET", "/api/tickets/t" },
        };

    [Theory]
    [MemberData(nameof(GatedRoutes))]
    public async Task Without_a_token_nobody_passes(string method, string path) =>
        (await server.SendAsync(new(method), path)).ShouldRefuse(401, "token-missing");

    [Theory]
    [MemberData(nameof(GatedRoutes))]
    public async Task With_a_forged_token_nobody_passes(string method, string path)
    {
        var buyer = await server.NewBuyerAsync();
        var forged = (buyer.Token[0] == 'A' ? "B" : "A") + buyer.Token[1..];
        (await server.SendAsync(new(method), path, null, ("Queue-Token", forged))).ShouldRefuse(
            401,
            "token-invalid"
        );
    }

    [Theory]
    [InlineData("", "token-missing")]
    [InlineData("x", "token-invalid")]
    [InlineData("not a token", "token-invalid")]
    public async Task What_is_no_token_is_none(string text, string code) =>
        (await server.GetAsync(Current, ("Queue-Token", text))).ShouldRefuse(401, code);

    [Fact]
    public async Task A_token_of_any_length_is_refused_and_not_read() =>
        (await server.GetAsync(Current, ("Queue-Token", new string('A', 8_000)))).ShouldRefuse(
            401,
            "token-invalid"
        );

    [Fact]
    public async Task Of_two_tokens_none_is_believed()
    {
        var buyer = await server.NewBuyerAsync();
        var twice = await server.GetAsync(
            Current,
            ("Queue-Token", buyer.Token),
            ("Queue-Token", buyer.Token)
        );
        twice.ShouldRefuse(401, "token-invalid");
    }

    [Fact]
    public async Task A_token_in_the_address_is_not_read()
    {
        var buyer = await server.NewBuyerAsync();
        (await server.GetAsync($"{Current}?Queue-Token={buyer.Token}")).ShouldRefuse(401, "token-missing");
    }

    [Fact]
    public async Task Somebody_who_waits_is_told_the_rank_and_when_to_ask_again()
    {
        await server.AdminAsync(HttpMethod.Put, "/queues/waiting", new { capacity = 0 });
        await server.NewBuyerAsync("waiting");
        var second = await server.NewBuyerAsync("waiting");
        var refused = await second.GetAsync("/api/concerts");
        refused.ShouldRefuse(403, "token-waiting");
        refused.Number("rank").ShouldBe(2);
        refused.Number("pollAfterSeconds").ShouldBeGreaterThan(0);
        (await second.GetAsync($"/api/users/{second.UserId}/balance")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Somebody_who_was_admitted_a_moment_ago_is_not_refused_on_old_news()
    {
        await server.AdminAsync(
            HttpMethod.Put,
            "/queues/late",
            new { capacity = 0, admissionPeriodSeconds = 1 }
        );
        var buyer = await server.NewBuyerAsync("late");
        await server.AdminAsync(HttpMethod.Put, "/queues/late", new { capacity = 1 });
        await server.AskAsync(buyer.PollAsync, status => status.String("status") == "active");
        (await buyer.GetAsync("/api/concerts")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_has_left_is_told_so_and_stays_out()
    {
        var buyer = await server.NewBuyerAsync();
        (await buyer.DeleteAsync(Current)).ShouldBe(HttpStatusCode.NoContent);
        (await buyer.GetAsync("/api/concerts"))
            .ShouldRefuse(403, "token-expired")
            .String("reason")
            .ShouldBe("left");
        (await buyer.DeleteAsync(Current)).ShouldRefuse(403, "token-expired");
        var status = await buyer.PollAsync();
        status.String("status").ShouldBe("expired");
        status.String("reason").ShouldBe("left");
        (await buyer.JoinAgainAsync()).Token.ShouldNotBe(buyer.Token);
    }

    [Fact]
    public async Task A_token_that_a_payment_used_up_reads_what_was_bought_and_nothing_else()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: 50_000);
        var payment = await buyer.BuyAsync(show, 1);
        (await buyer.PollAsync()).String("status").ShouldBe("completed");
        (await buyer.GetAsync("/api/concerts")).ShouldRefuse(403, "token-completed");
        (await buyer.ReserveAsync(show, 2)).ShouldRefuse(403, "token-completed");
        (await buyer.DeleteAsync(Current)).ShouldRefuse(403, "token-completed");
        (await buyer.ChargeAsync(1)).ShouldRefuse(403, "token-completed");
        (await buyer.PayAsync("rsv-9-other")).ShouldRefuse(403, "token-completed");
        (await buyer.GetAsync($"/api/payments/{payment.String("paymentId")}")).ShouldBe(HttpStatusCode.OK);
        (await buyer.GetAsync($"/api/tickets/{payment.String("ticketId")}")).ShouldBe(HttpStatusCode.OK);
        (await buyer.GetAsync($"/api/users/{buyer.UserId}/tickets")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_of_another_queue_does_not_open_a_concert()
    {
        var show = await server.NewShowAsync(queueId: "opera");
        var buyer = await server.NewBuyerAsync();
        (await buyer.GetAsync(show.SchedulesPath)).ShouldRefuse(403, "token-wrong-queue");
        (await buyer.GetAsync(show.SeatsPath)).ShouldRefuse(403, "token-wrong-queue");
        (await buyer.GetAsync(show.SeatsPath + "/events")).ShouldRefuse(403, "token-wrong-queue");
        (await buyer.ReserveAsync(show, 1))
            .ShouldRefuse(403, "token-wrong-queue")
            .String("queueId")
            .ShouldBe("opera");
        var other = await server.NewBuyerAsync("opera");
        (await other.GetAsync(show.SeatsPath)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_token_of_another_queue_neither_pays_nor_cancels_what_was_held_with_this_one()
    {
        var show = await server.NewShowAsync(queueId: "ballet");
        var buyer = await server.NewBuyerAsync("ballet", money: 50_000);
        var held = (await buyer.ReserveAsync(show, 1)).String("reservationId");
        var elsewhere = await buyer.JoinAgainAsync();
        foreach (
            var refused in new[]
            {
                await elsewhere.PayAsync(held),
                await elsewhere.DeleteAsync($"/api/reservations/{held}"),
            }
        )
        {
            refused.ShouldRefuse(403, "token-wrong-queue").String("queueId").ShouldBe("ballet");
        }
        (await elsewhere.PollAsync()).String("status").ShouldBe("active");
        (await buyer.PayAsync(held)).ShouldBe(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("default")]
    [InlineData("no-queue")]
    public async Task A_signed_token_of_a_place_that_was_never_given_out_opens_nothing(string queueId)
    {
        // So it is where the database was put back and the keys were not.
        var buyer = await server.NewBuyerAsync();
        var codec = server.Services.GetRequiredService<TokenCodec>();
        var token = codec.Write(queueId, buyer.UserId, 1_000_000, DateTimeOffset.UnixEpoch).Text;
        var stranger = buyer with { Token = token };
        (await stranger.PollAsync()).ShouldRefuse(401, "token-invalid");
        (await stranger.GetAsync(Current + "/events")).ShouldRefuse(401, "token-invalid");
        (await stranger.DeleteAsync(Current)).ShouldRefuse(401, "token-invalid");
        (await stranger.ChargeAsync(1)).ShouldRefuse(401, "token-invalid");
        (await stranger.GetAsync("/api/concerts")).ShouldRefuse(401, "token-invalid");
        (await stranger.GetAsync("/api/tickets/t")).ShouldRefuse(401, "token-invalid");
    }

    [Fact]
    public async Task Another_users_things_are_not_found_and_their_lists_refused()
    {
        var show = await server.NewShowAsync();
        var owner = await server.NewBuyerAsync(money: 50_000);
        var held = (await owner.ReserveAsync(show, 1)).String("reservationId");
        var payment = await owner.BuyAsync(show, 2);
        var other = await server.NewBuyerAsync();
        (await other.GetAsync($"/api/reservations/{held}")).ShouldRefuse(404, "reservation-not-found");
        (await other.DeleteAsync($"/api/reservations/{held}")).ShouldRefuse(404, "reservation-not-found");
        (await other.PayAsync(held)).ShouldRefuse(404, "reservation-not-found");
        (await other.GetAsync($"/api/payments/{payment.String("paymentId")}")).ShouldRefuse(
            404,
            "payment-not-found"
        );
        (await other.GetAsync($"/api/tickets/{payment.String("ticketId")}")).ShouldRefuse(
            404,
            "ticket-not-found"
        );
        (await other.GetAsync($"/api/users/{owner.UserId}/reservations")).ShouldRefuse(403, "user-mismatch");
        (await other.GetAsync($"/api/users/{owner.UserId}/tickets")).ShouldRefuse(403, "user-mismatch");
        (await other.GetAsync($"/api/users/{owner.UserId}/balance")).ShouldRefuse(403, "user-mismatch");
        (
            await other.PostAsync($"/api/users/{owner.UserId}/balance/charges", new { amount = 1 })
        ).ShouldRefuse(403, "user-mismatch");
    }
}
