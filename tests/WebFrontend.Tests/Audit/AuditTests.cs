using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Audit;

public sealed class AuditTests : IAsyncLifetime
{
    private readonly TestServer _server = new();

    [Fact]
    public async Task A_sound_system_is_said_to_be_sound_and_counted()
    {
        var show = await _server.NewShowAsync(seats: 10);
        await (await _server.NewBuyerAsync(money: 50_000)).BuyAsync(show, 1);
        await (await _server.NewBuyerAsync()).ReserveAsync(show, 2);
        foreach (var body in new object?[] { null, "{}", new { concertId = show.ConcertId } })
        {
            var audit = await _server.AdminAsync(HttpMethod.Post, "/audit", body);
            audit.ShouldBe(HttpStatusCode.OK);
            audit["ok"].GetBoolean().ShouldBeTrue(audit.Text);
            audit["violations"].GetArrayLength().ShouldBe(0);
            var counts = audit["checked"];
            counts.GetProperty("wallets").GetInt64().ShouldBeGreaterThanOrEqualTo(1);
            counts.GetProperty("schedules").GetInt64().ShouldBe(1);
            counts.GetProperty("seats").GetInt64().ShouldBe(10);
            counts.GetProperty("reservations").GetInt64().ShouldBe(2);
            counts.GetProperty("payments").GetInt64().ShouldBe(1);
        }
    }

    [Fact]
    public async Task The_audit_of_a_concert_that_does_not_exist_is_refused()
    {
        var audit = await _server.AdminAsync(
            HttpMethod.Post,
            "/audit",
            new { concertId = "no-such-concert" }
        );
        audit.ShouldRefuse(404, "concert-not-found");
    }

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync();
}
