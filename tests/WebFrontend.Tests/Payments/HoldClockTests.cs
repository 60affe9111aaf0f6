using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Payments;

public sealed class HoldClockTests : IAsyncLifetime
{
    private readonly TestServer _server = new TestServer()
        .WithManualClock()
        .With("Queue:Default:NoShowSeconds", "3600")
        .With("Queue:Default:ActiveSeconds", "3600");

    [Fact]
    public async Task A_hold_that_has_ended_is_not_paid_and_the_seat_is_for_the_next_one()
    {
        var show = await _server.NewShowAsync();
        var late = await _server.NewBuyerAsync(money: 50_000);
        var next = await _server.NewBuyerAsync(money: 50_000);
        var id = (await late.ReserveAsync(show, 1)).String("reservationId");
        _server.Clock!.Advance(TimeSpan.FromSeconds(299));
        (await next.ReserveAsync(show, 1)).ShouldRefuse(409, "seat-taken");
        _server.Clock!.Advance(TimeSpan.FromSeconds(1));

        var korean = await late.PayAsync(id, ("Accept-Language", "ko"));
        korean.ShouldRefuse(409, "hold-expired").String("detail").ShouldBe("결제 시간을 초과했습니다.");
        var english = await late.PayAsync(id);
        english.ShouldRefuse(409, "hold-expired").String("detail").ShouldBe("The time to pay is over");
        (await late.GetAsync($"/api/users/{late.UserId}/balance")).Number("balance").ShouldBe(50_000);
        (await late.GetAsync($"/api/reservations/{id}")).String("status").ShouldBe("expired");
        var taken = await next.ReserveAsync(show, 1);
        taken.ShouldBe(HttpStatusCode.Created);
        (await next.PayAsync(taken.String("reservationId"))).ShouldBe(HttpStatusCode.Created);
        (await late.DeleteAsync($"/api/reservations/{id}")).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task A_hold_that_has_ended_shows_as_free_at_once()
    {
        var show = await _server.NewShowAsync(seats: 2);
        var buyer = await _server.NewBuyerAsync();
        await buyer.ReserveAsync(show, 1);
        (await buyer.GetAsync(show.SeatsPath + "?status=held"))["seats"].GetArrayLength().ShouldBe(1);
        _server.Clock!.Advance(TimeSpan.FromSeconds(300));
        (await buyer.GetAsync(show.SeatsPath + "?status=available"))["seats"].GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task A_hold_keeps_its_owner_in_beyond_the_service_time_until_it_ends()
    {
        await _server.AdminAsync(HttpMethod.Put, "/queues/short", new { activeSeconds = 100 });
        var show = await _server.NewShowAsync(queueId: "short");
        var buyer = await _server.NewBuyerAsync("short", money: 50_000);
        _server.Clock!.Advance(TimeSpan.FromSeconds(90));
        var held = await buyer.ReserveAsync(show, 1);
        var until = (await buyer.PollAsync())["activeUntil"].GetDateTimeOffset();
        until.ShouldBe(held["holdExpiresAt"].GetDateTimeOffset(), TimeSpan.FromMilliseconds(1));
        _server.Clock!.Advance(TimeSpan.FromSeconds(250));
        (await buyer.PayAsync(held.String("reservationId"))).ShouldBe(HttpStatusCode.Created);
    }

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync();
}
