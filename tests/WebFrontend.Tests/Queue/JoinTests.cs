using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Queue;

public sealed class JoinTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Somebody_who_joins_gets_a_place_with_everything_a_status_has()
    {
        var userId = server.NewId("user");
        await server.PostAsync("/api/users", new { userId, name = "Minji" });
        var joined = await server.PostAsync("/api/queue/tokens", new { userId });
        joined.ShouldBe(HttpStatusCode.Created);
        joined.Header("Location").ShouldBe("/api/queue/tokens/current");
        joined.String("userId").ShouldBe(userId);
        joined.String("queueId").ShouldBe("default");
        joined.String("status").ShouldBe("active");
        joined.String("token").Length.ShouldBeLessThanOrEqualTo(200);
        joined.Number("rank").ShouldBe(0);
        joined.Number("ahead").ShouldBe(0);
        joined["estimatedWaitSeconds"].GetProperty("high").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
        joined.Number("pollAfterSeconds").ShouldBeGreaterThan(0);
        joined.Has("issuedAt").ShouldBeTrue();
        joined.Has("activeUntil").ShouldBeTrue();
        joined.Has("reason").ShouldBeFalse();
    }

    [Fact]
    public async Task A_user_in_the_line_gets_the_same_token_back()
    {
        var buyer = await server.NewBuyerAsync();
        var again = await server.PostAsync("/api/queue/tokens", new { userId = buyer.UserId });
        again.ShouldBe(HttpStatusCode.OK);
        again.String("token").ShouldBe(buyer.Token);
    }

    [Fact]
    public async Task An_unknown_user_gets_no_place() =>
        (await server.PostAsync("/api/queue/tokens", new { userId = "nobody" })).ShouldRefuse(
            404,
            "user-not-found"
        );

    [Fact]
    public async Task An_unknown_queue_has_no_line()
    {
        var buyer = await server.NewBuyerAsync();
        var body = new { userId = buyer.UserId, queueId = "no-such-queue" };
        (await server.PostAsync("/api/queue/tokens", body)).ShouldRefuse(404, "queue-not-found");
    }

    [Fact]
    public async Task In_a_full_line_nobody_more_gets_a_place()
    {
        await using var small = await new TestServer()
            .With("Queue:Default:Capacity", "0")
            .With("Queue:Default:MaxWaiting", "2")
            .StartAsync();
        await small.NewBuyerAsync();
        var second = await small.NewBuyerAsync();
        await small.PostAsync("/api/users", new { userId = "third", name = "Third" });
        var refused = await small.PostAsync("/api/queue/tokens", new { userId = "third" });
        refused.ShouldRefuse(503, "queue-full").Header("Retry-After").ShouldNotBeNull();
        (await second.PollAsync()).Number("rank").ShouldBe(2);
    }

    [Fact]
    public async Task Ranks_count_from_one_in_the_order_of_joining()
    {
        await server.AdminAsync(HttpMethod.Put, "/queues/closed", new { capacity = 0 });
        for (var rank = 1; rank <= 3; rank++)
        {
            var status = await (await server.NewBuyerAsync("closed")).PollAsync();
            status.String("status").ShouldBe("waiting");
            status.Number("rank").ShouldBe(rank);
            status.Number("ahead").ShouldBe(rank - 1);
            status.Has("activeUntil").ShouldBeFalse();
        }
    }
}
