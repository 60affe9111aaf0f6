using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Seats;

public sealed class SeatTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_map_has_every_seat_from_1_with_its_status()
    {
        var show = await server.NewShowAsync(seats: 50, price: 7_000);
        var buyer = await server.NewBuyerAsync();
        await (await server.NewBuyerAsync()).ReserveAsync(show, 3);
        await (await server.NewBuyerAsync(money: 50_000)).BuyAsync(show, 4);
        var map = await buyer.GetAsync(show.SeatsPath);
        map.ShouldBe(HttpStatusCode.OK);
        map.String("scheduleId").ShouldBe(show.ScheduleId);
        map.String("startsAt").ShouldBe("2027-12-24T10:30:00+00:00");
        map.Number("price").ShouldBe(7_000);
        Seats(map).Select(seat => seat.Number).ShouldBe(Enumerable.Range(1, 50));
        Seats(map).Where(seat => seat.Status != "available").ShouldBe([(3, "held"), (4, "sold")]);
    }

    [Fact]
    public async Task Only_the_seats_of_one_status_are_listed_where_that_is_asked()
    {
        var show = await server.NewShowAsync(seats: 3);
        var buyer = await server.NewBuyerAsync();
        await buyer.ReserveAsync(show, 2);
        Seats(await buyer.GetAsync(show.SeatsPath + "?status=available"))
            .Select(seat => seat.Number)
            .ShouldBe([1, 3]);
        Seats(await buyer.GetAsync(show.SeatsPath + "?status=held")).ShouldBe([(2, "held")]);
        Seats(await buyer.GetAsync(show.SeatsPath + "?status=sold")).ShouldBeEmpty();
        (await buyer.GetAsync(show.SeatsPath + "?status=free")).ShouldRefuse(400, "validation-failed");
    }

    [Fact]
    public async Task A_day_names_the_date_where_it_is_the_only_one_on_it()
    {
        var show = await server.NewShowAsync(scheduleId: "evening");
        var buyer = await server.NewBuyerAsync();
        var byDay = await buyer.GetAsync($"{show.SchedulesPath}/2027-12-24/seats");
        byDay.ShouldBe(HttpStatusCode.OK).String("scheduleId").ShouldBe("evening");
        await show.AddDateAsync("matinee", "2027-12-24T14:00:00+09:00");
        var ambiguous = await buyer.GetAsync($"{show.SchedulesPath}/2027-12-24/seats");
        ambiguous.ShouldRefuse(404, "schedule-not-found");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync();
        (await buyer.GetAsync($"{show.SchedulesPath}/nope/seats")).ShouldRefuse(404, "schedule-not-found");
        (await buyer.GetAsync("/api/concerts/nope/schedules/nope/seats")).ShouldRefuse(
            404,
            "schedule-not-found"
        );
        (await buyer.GetAsync($"{show.SchedulesPath}/nope/seats/events")).ShouldRefuse(
            404,
            "schedule-not-found"
        );
    }

    [Fact]
    public async Task The_largest_hall_is_answered_whole()
    {
        var show = await server.NewShowAsync(seats: 5_000);
        var buyer = await server.NewBuyerAsync();
        Seats(await buyer.GetAsync(show.SeatsPath)).Count.ShouldBe(5_000);
    }

    private static List<(int Number, string Status)> Seats(Answer map) =>
        [
            .. map["seats"]
                .EnumerateArray()
                .Select(seat =>
                    (seat.GetProperty("seatNumber").GetInt32(), seat.GetProperty("status").GetString()!)
                ),
        ];
}
