using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Concerts;

public sealed class ConcertTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_list_says_of_each_concert_whether_anything_is_bookable()
    {
        var open = await server.NewShowAsync();
        var over = await server.NewShowAsync(startsAt: "2020-01-01T19:30:00+09:00");
        var buyer = await server.NewBuyerAsync();
        var concerts = (await buyer.GetAsync("/api/concerts"))["concerts"].EnumerateArray().ToList();
        var concert = concerts.Single(one => one.GetProperty("concertId").GetString() == open.ConcertId);
        concert.GetProperty("title").GetString().ShouldBe("밤의 노래 / Song of the Night");
        concert.GetProperty("venue").GetString().ShouldBe("세종문화회관 / Sejong Center");
        concert.GetProperty("bookable").GetBoolean().ShouldBeTrue();
        concert.GetProperty("schedules").GetInt32().ShouldBe(1);
        concerts
            .Single(one => one.GetProperty("concertId").GetString() == over.ConcertId)
            .GetProperty("bookable")
            .GetBoolean()
            .ShouldBeFalse();
    }

    [Fact]
    public async Task A_concert_whose_last_seat_was_taken_is_bookable_no_more()
    {
        var show = await server.NewShowAsync(seats: 1);
        var buyer = await server.NewBuyerAsync();
        (await IsBookableAsync(buyer, show)).ShouldBeTrue();
        await buyer.ReserveAsync(show, 1);
        (await IsBookableAsync(buyer, show)).ShouldBeFalse();
        (await buyer.GetAsync(show.SchedulesPath))["schedules"].GetArrayLength().ShouldBe(0);
        var all = (await buyer.GetAsync(show.SchedulesPath + "?all=true"))["schedules"];
        all[0].GetProperty("available").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task The_dates_are_those_still_bookable_and_all_of_them_where_that_is_asked()
    {
        var show = await server.NewShowAsync(seats: 30, price: 55_000);
        await show.AddDateAsync("long-ago", "2020-01-01T19:30:00+09:00");
        var buyer = await server.NewBuyerAsync();
        var dates = (await buyer.GetAsync(show.SchedulesPath))["schedules"].EnumerateArray().ToList();
        var date = dates.ShouldHaveSingleItem();
        date.GetProperty("scheduleId").GetString().ShouldBe(show.ScheduleId);
        date.GetProperty("startsAt").GetString().ShouldBe("2027-12-24T10:30:00+00:00");
        date.GetProperty("price").GetInt64().ShouldBe(55_000);
        date.GetProperty("seats").GetInt32().ShouldBe(30);
        date.GetProperty("available").GetInt32().ShouldBe(30);
        var all = (await buyer.GetAsync(show.SchedulesPath + "?all=true"))["schedules"].EnumerateArray();
        all.Select(one => one.GetProperty("scheduleId").GetString()).ShouldBe(["long-ago", show.ScheduleId]);
        (await buyer.GetAsync(show.SchedulesPath + "?all=false"))["schedules"].GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task A_question_that_cannot_be_answered_is_refused()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync();
        (await buyer.GetAsync("/api/concerts/nope/schedules")).ShouldRefuse(404, "concert-not-found");
        (await buyer.GetAsync("/api/concerts/no%20pe/schedules")).ShouldRefuse(404, "concert-not-found");
        (await buyer.GetAsync(show.SchedulesPath + "?all=maybe")).ShouldRefuse(400, "validation-failed");
    }

    private static async Task<bool> IsBookableAsync(Buyer buyer, Show show)
    {
        var list = await buyer.GetAsync("/api/concerts");
        list.ShouldBe(HttpStatusCode.OK);
        return list["concerts"]
            .EnumerateArray()
            .Single(one => one.GetProperty("concertId").GetString() == show.ConcertId)
            .GetProperty("bookable")
            .GetBoolean();
    }
}
