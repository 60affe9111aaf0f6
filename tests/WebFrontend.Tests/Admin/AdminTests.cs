using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Admin;

public sealed class AdminTests(TestServer server) : IClassFixture<TestServer>
{
    public static TheoryData<string, string> Routes =>
        new()
        {
            { "POST", "/api/admin/concerts" },
            { "POST", "/api/admin/concerts/c/schedules" },
            { "GET", "/api/admin/schedules/c/s" },
            { "GET", "/api/admin/queues/default" },
            { "PUT", "/api/admin/queues/default" },
            { "GET", "/api/admin/queues/default/forecast" },
            { "POST", "/api/admin/audit" },
        };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Only_who_shows_the_key_is_an_operator(string method, string path)
    {
        (await server.SendAsync(new(method), path)).ShouldRefuse(401, "admin-key-invalid");
        foreach (
            var key in new[]
            {
                "",
                "wrong",
                TestServer.OperatorKey + "x",
                TestServer.OperatorKey.ToUpperInvariant(),
            }
        )
        {
            var refused = await server.SendAsync(new(method), path, null, ("Admin-Key", key));
            refused.ShouldRefuse(401, "admin-key-invalid");
        }
    }

    [Fact]
    public async Task Where_no_key_is_configured_nobody_is_an_operator()
    {
        await using var closed = await new TestServer().With("Admin:Key", "").StartAsync();
        (await closed.AdminAsync(HttpMethod.Get, "/queues/default")).ShouldRefuse(401, "admin-key-invalid");
        (await closed.GetAsync("/api/admin/queues/default", ("Admin-Key", ""))).ShouldRefuse(
            401,
            "admin-key-invalid"
        );
    }

    [Fact]
    public async Task A_concert_is_added_once()
    {
        var concertId = server.NewId("concert");
        var body = new
        {
            concertId,
            title = "T",
            venue = "V",
        };
        var added = await server.AdminAsync(HttpMethod.Post, "/concerts", body);
        added.ShouldBe(HttpStatusCode.Created);
        added.Header("Location").ShouldBe($"/api/concerts/{concertId}/schedules");
        (added.String("concertId"), added.String("title"), added.String("venue")).ShouldBe(
            (concertId, "T", "V")
        );
        added.String("queueId").ShouldBe("default");
        (await server.AdminAsync(HttpMethod.Post, "/concerts", body)).ShouldRefuse(409, "concert-exists");
        var unnamed = await server.AdminAsync(HttpMethod.Post, "/concerts", new { title = "T", venue = "V" });
        unnamed.ShouldBe(HttpStatusCode.Created).String("concertId").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_concert_brings_its_queue_with_it()
    {
        var queueId = server.NewId("queue");
        (await server.AdminAsync(HttpMethod.Get, $"/queues/{queueId}")).ShouldRefuse(404, "queue-not-found");
        await server.NewShowAsync(queueId: queueId);
        (await server.AdminAsync(HttpMethod.Get, $"/queues/{queueId}")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_date_is_added_once_and_to_a_concert_that_is_there()
    {
        var show = await server.NewShowAsync();
        var body = new
        {
            scheduleId = "gala",
            startsAt = "2027-12-31T21:30:00+09:00",
            price = 150_000,
            seats = 2505,
        };
        var path = $"/concerts/{show.ConcertId}/schedules";
        var added = await server.AdminAsync(HttpMethod.Post, path, body);
        added.ShouldBe(HttpStatusCode.Created);
        added.Header("Location").ShouldBe($"/api/admin/schedules/{show.ConcertId}/gala");
        (added.String("concertId"), added.String("scheduleId")).ShouldBe((show.ConcertId, "gala"));
        added.String("startsAt").ShouldBe("2027-12-31T12:30:00+00:00");
        (added.Number("price"), added.Number("seats")).ShouldBe((150_000, 2505));
        (await server.AdminAsync(HttpMethod.Post, path, body)).ShouldRefuse(409, "schedule-exists");
        (await server.AdminAsync(HttpMethod.Post, "/concerts/nope/schedules", body)).ShouldRefuse(
            404,
            "concert-not-found"
        );
        var unnamed = await server.AdminAsync(
            HttpMethod.Post,
            path,
            new
            {
                startsAt = "2028-01-01T00:00:00Z",
                price = 1,
                seats = 5_000,
            }
        );
        unnamed.ShouldBe(HttpStatusCode.Created).String("scheduleId").ShouldNotBeEmpty();
    }

    [Fact]
    public async Task The_sales_of_a_date_are_counted()
    {
        var show = await server.NewShowAsync(seats: 10, price: 20_000);
        await (await server.NewBuyerAsync()).ReserveAsync(show, 1);
        await (await server.NewBuyerAsync(money: 50_000)).BuyAsync(show, 2);
        var sales = await show.SalesAsync();
        sales.ShouldBe(HttpStatusCode.OK);
        (sales.Number("available"), sales.Number("held"), sales.Number("sold")).ShouldBe((8, 1, 1));
        (sales.Number("revenue"), sales.Number("seats"), sales.Number("price")).ShouldBe(
            (20_000, 10, 20_000)
        );
        (await server.AdminAsync(HttpMethod.Get, "/schedules/c/nope")).ShouldRefuse(
            404,
            "schedule-not-found"
        );
    }

    [Fact]
    public async Task A_queue_is_changed_member_by_member_and_keeps_the_rest()
    {
        var queueId = server.NewId("queue");
        var made = await server.AdminAsync(HttpMethod.Put, $"/queues/{queueId}", new { capacity = 7 });
        made.ShouldBe(HttpStatusCode.OK);
        (made.Number("capacity"), made.Number("admissionBatch")).ShouldBe((7, 100));
        var changed = await server.AdminAsync(
            HttpMethod.Put,
            $"/queues/{queueId}",
            new
            {
                admissionBatch = 5,
                admissionPeriodSeconds = 2,
                activeSeconds = 60,
                waitingIdleSeconds = 90,
                noShowSeconds = 30,
                paused = true,
            }
        );
        var read = await server.AdminAsync(HttpMethod.Get, $"/queues/{queueId}");
        foreach (var queue in new[] { changed, read })
        {
            (queue.Number("capacity"), queue.Number("admissionBatch")).ShouldBe((7, 5));
            (queue.Number("admissionPeriodSeconds"), queue.Number("activeSeconds")).ShouldBe((2, 60));
            (queue.Number("waitingIdleSeconds"), queue.Number("noShowSeconds")).ShouldBe((90, 30));
            queue["paused"].GetBoolean().ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("-dash")]
    [InlineData("a%2Fb")]
    [InlineData("with%20space")]
    [InlineData("iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii")]
    public async Task No_queue_is_made_under_what_is_no_id(string queueId)
    {
        var refused = await server.AdminAsync(HttpMethod.Put, $"/queues/{queueId}", new { capacity = 1 });
        refused
            .ShouldRefuse(400, "validation-failed")["errors"]
            .TryGetProperty("queueId", out _)
            .ShouldBeTrue();
    }

    [Fact]
    public async Task A_queue_shows_who_waits_who_is_in_and_who_was()
    {
        var queueId = server.NewId("queue");
        await server.AdminAsync(HttpMethod.Put, $"/queues/{queueId}", new { capacity = 1 });
        var buyer = await server.NewBuyerAsync(queueId);
        await server.NewBuyerAsync(queueId);
        var leaver = await server.NewBuyerAsync(queueId);
        await leaver.DeleteAsync("/api/queue/tokens/current");
        var queue = await server.AdminAsync(HttpMethod.Get, $"/queues/{queueId}");
        (queue.Number("waiting"), queue.Number("active")).ShouldBe((1, 1));
        (queue.Number("admittedTotal"), queue.Number("abandonedTotal")).ShouldBe((1, 1));
        queue["outflowPerMinute"].GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        queue["waitForecast"].GetProperty("samples").GetInt32().ShouldBeGreaterThanOrEqualTo(0);
        (await buyer.PollAsync()).String("status").ShouldBe("active");
    }

    [Fact]
    public async Task A_changed_queue_takes_effect_at_once()
    {
        var queueId = server.NewId("queue");
        await server.AdminAsync(HttpMethod.Put, $"/queues/{queueId}", new { paused = true });
        var buyer = await server.NewBuyerAsync(queueId);
        (await buyer.PollAsync()).String("status").ShouldBe("waiting");
        await server.AdminAsync(HttpMethod.Put, $"/queues/{queueId}", new { paused = false });
        await server.AskAsync(buyer.PollAsync, status => status.String("status") == "active");
    }

    [Fact]
    public async Task What_if_says_when_the_last_one_is_admitted_and_the_seats_are_sold()
    {
        var queueId = server.NewId("queue");
        await server.AdminAsync(HttpMethod.Put, $"/queues/{queueId}", new { capacity = 0 });
        await server.NewShowAsync(seats: 2, queueId: queueId);
        for (var i = 0; i < 3; i++)
        {
            await server.NewBuyerAsync(queueId);
        }
        var path = $"/queues/{queueId}/forecast";
        var forecast = await server.AdminAsync(HttpMethod.Get, path + "?admissionsPerMinute=60");
        (forecast.Number("waiting"), forecast.Number("lastInLineSeconds")).ShouldBe((3, 3));
        (forecast.Number("seats"), forecast.Number("sellOutSeconds")).ShouldBe((2, 2));
        var never = await server.AdminAsync(HttpMethod.Get, path + "?admissionsPerMinute=0&seats=9");
        never["lastInLineSeconds"].ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        foreach (
            var query in new[]
            {
                "?admissionsPerMinute=-1",
                "?admissionsPerMinute=NaN",
                "?admissionsPerMinute=10000001",
                "?seats=-1",
                "?seats=2147483648",
                "?seats=x",
            }
        )
        {
            (await server.AdminAsync(HttpMethod.Get, path + query)).ShouldRefuse(400, "validation-failed");
        }
        (await server.AdminAsync(HttpMethod.Get, "/queues/nope/forecast")).ShouldRefuse(
            404,
            "queue-not-found"
        );
    }
}
