using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Startup;

public sealed class RestartTests
{
    [Fact]
    public async Task After_a_restart_every_date_is_listed_whether_or_not_anybody_has_asked_for_a_seat_of_it()
    {
        var before = await new TestServer().StartAsync();
        var show = await before.NewShowAsync(seats: 5);
        await show.AddDateAsync("nobody-yet", "2027-12-25T19:30:00+09:00", seats: 7);
        var buyer = await before.NewBuyerAsync();
        (await buyer.ReserveAsync(show, 3)).ShouldBe(HttpStatusCode.Created);
        await before.StopAsync();

        await using var after = await new TestServer().In(before.Folder).StartAsync();
        buyer = buyer with { Server = after };
        var concert = (await buyer.GetAsync("/api/concerts")).ShouldBe(HttpStatusCode.OK)["concerts"][0];
        concert.GetProperty("bookable").GetBoolean().ShouldBeTrue();
        var dates = (await buyer.GetAsync(show.SchedulesPath)).ShouldBe(HttpStatusCode.OK)["schedules"];
        dates.EnumerateArray().Select(date => date.GetProperty("available").GetInt32()).ShouldBe([4, 7]);
        var seats = (await buyer.GetAsync(show.SchedulesPath + "/nobody-yet/seats"))["seats"];
        seats.GetArrayLength().ShouldBe(7);
    }
}
