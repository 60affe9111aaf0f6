using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Seats;

public sealed class SeatEventsTests : IAsyncLifetime
{
    private readonly HeldUpStorage _storage = new();
    private readonly TestServer _server;

    public SeatEventsTests() =>
        _server = new TestServer()
            .WithManualClock()
            .With("Reservations:HoldSeconds", "30")
            .With(_storage.Use);

    [Fact]
    public async Task A_snapshot_comes_first_then_each_seat_that_changes()
    {
        var show = await _server.NewShowAsync(seats: 5);
        var watcher = await _server.NewBuyerAsync();
        using var events = await EventReader.OpenAsync(watcher, show.SeatsPath + "/events");
        events.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        var snapshot = (await events.NextDataAsync(_server))!;
        snapshot.Name.ShouldBe("snapshot");
        snapshot.Json.GetProperty("seats").GetArrayLength().ShouldBe(5);

        var buyer = await _server.NewBuyerAsync(money: 50_000);
        var held = await buyer.ReserveAsync(show, 2);
        (await NextAsync(events)).ShouldBe((2, "held"));
        await buyer.PayAsync(held.String("reservationId"));
        (await NextAsync(events)).ShouldBe((2, "sold"));

        await (await _server.NewBuyerAsync()).ReserveAsync(show, 4);
        (await NextAsync(events)).ShouldBe((4, "held"));
        (await NextAsync(events)).ShouldBe((4, "available"));
    }

    [Fact]
    public async Task A_second_watcher_gets_the_map_as_it_is_now()
    {
        var show = await _server.NewShowAsync(seats: 5);
        var first = await _server.NewBuyerAsync();
        using var early = await EventReader.OpenAsync(first, show.SeatsPath + "/events");
        await early.NextDataAsync(_server);
        await first.ReserveAsync(show, 1);
        (await NextAsync(early)).ShouldBe((1, "held"));
        using var late = await EventReader.OpenAsync(
            await _server.NewBuyerAsync(),
            show.SeatsPath + "/events"
        );
        var snapshot = (await late.NextDataAsync(_server))!.Json.GetProperty("seats")[0];
        snapshot.GetProperty("status").GetString().ShouldBe("held");
    }

    [Fact]
    public async Task The_stream_ends_when_the_watcher_is_active_no_more()
    {
        var show = await _server.NewShowAsync(seats: 5);
        var watcher = await _server.NewBuyerAsync();
        using var events = await EventReader.OpenAsync(watcher, show.SeatsPath + "/events");
        await events.NextDataAsync(_server);
        await watcher.DeleteAsync("/api/queue/tokens/current");
        (await events.NextDataAsync(_server)).ShouldBeNull();
    }

    [Fact]
    public async Task Who_buys_sees_the_own_seat_sold_before_the_stream_ends()
    {
        var show = await _server.NewShowAsync(seats: 5);
        var buyer = await _server.NewBuyerAsync(money: 50_000);
        using var events = await EventReader.OpenAsync(buyer, show.SeatsPath + "/events");
        (await events.NextDataAsync(_server))!.Name.ShouldBe("snapshot");
        var held = await buyer.ReserveAsync(show, 2);
        (await NextAsync(events)).ShouldBe((2, "held"));

        // The token is used up, and the sale of the seat is still on its way to the disk.
        _storage.HoldUp("seat", afterWrites: 1);
        var paying = buyer.PayAsync(held.String("reservationId"));
        await _server.AskAsync(buyer.PollAsync, status => status.String("status") == "completed");
        var then = _server.Clock!.GetUtcNow().AddSeconds(3);
        await _server.AskAsync(buyer.PollAsync, _ => _server.Clock.GetUtcNow() >= then);

        _storage.GoOn();
        (await paying).ShouldBe(HttpStatusCode.Created);
        // The clock stands still: no other look at the map comes to help.
        var sold = (await events.NextAsync())!.Json;
        sold.GetProperty("seatNumber").GetInt32().ShouldBe(2);
        sold.GetProperty("status").GetString().ShouldBe("sold");
        (await events.NextAsync()).ShouldBeNull();
    }

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    private async Task<(int, string)> NextAsync(EventReader events)
    {
        var change = (await events.NextDataAsync(_server))!;
        change.Name.ShouldBeNull();
        return (
            change.Json.GetProperty("seatNumber").GetInt32(),
            change.Json.GetProperty("status").GetString()!
        );
    }
}
