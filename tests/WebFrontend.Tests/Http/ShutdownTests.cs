using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Http;

public sealed class ShutdownTests
{
    [Fact]
    public async Task What_runs_is_finished_what_is_new_is_refused_and_streams_end()
    {
        await using var server = await new TestServer().StartAsync();
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: 50_000);
        var held = (await buyer.ReserveAsync(show, 1)).String("reservationId");
        var watcher = await server.NewBuyerAsync();
        using var events = await EventReader.OpenAsync(watcher, "/api/queue/tokens/current/events");
        await events.NextAsync();

        // A payment that has begun: its headers are there, its body is not.
        using var paying = new RawConnection(server);
        var body = $$"""{"reservationId":"{{held}}"}""";
        await paying.SendAsync(
            $"POST /api/payments HTTP/1.1\r\nHost: x\r\nQueue-Token: {buyer.Token}\r\n"
                + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n"
        );
        using var late = new RawConnection(server);
        await server.AskAsync(() => server.GetAsync("/alive"), answer => answer.Status == 200);

        var stopping = server.StopAsync();
        (await events.NextAsync()).ShouldBeNull();
        await late.SendAsync("GET /alive HTTP/1.1\r\nHost: x\r\n\r\n");
        var refused = await late.ReadAsync();
        refused.ShouldStartWith("HTTP/1.1 503");
        refused.ShouldContain("Connection: close");
        refused.ShouldContain("Retry-After: 2");
        refused.ShouldContain("\"code\":\"unavailable\"");
        stopping.IsCompleted.ShouldBeFalse();

        await paying.SendAsync(body);
        var paid = await paying.ReadAsync();
        paid.ShouldStartWith("HTTP/1.1 201");
        paid.ShouldContain("ticketId");
        await stopping;
    }

    [Fact]
    public async Task What_was_answered_before_the_stop_is_there_after_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("ticketing-restart-").FullName;
        var first = await new TestServer().In(folder).StartAsync();
        var show = await first.NewShowAsync();
        await first.AdminAsync(HttpMethod.Put, "/queues/line", new { capacity = 0 });
        var buyer = await first.NewBuyerAsync(money: 50_000);
        var payment = await buyer.BuyAsync(show, 1);
        var waiting = new List<Buyer>();
        for (var i = 0; i < 3; i++)
        {
            waiting.Add(await first.NewBuyerAsync("line"));
        }
        await first.StopAsync();

        await using var second = await new TestServer().In(folder).StartAsync();
        var ticket = await (buyer with { Server = second }).GetAsync(
            $"/api/tickets/{payment.String("ticketId")}"
        );
        ticket.ShouldBe(HttpStatusCode.OK).Number("seatNumber").ShouldBe(1);
        for (var i = 0; i < waiting.Count; i++)
        {
            (await (waiting[i] with { Server = second }).PollAsync()).Number("rank").ShouldBe(i + 1);
        }
        (await second.AdminAsync(HttpMethod.Post, "/audit"))["ok"].GetBoolean().ShouldBeTrue();
    }
}
