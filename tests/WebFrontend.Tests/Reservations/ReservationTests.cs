using System.Net;
using System.Text.Json;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Reservations;

public sealed class ReservationTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_free_seat_is_held_for_whoever_asks_first()
    {
        var show = await server.NewShowAsync(price: 90_000);
        var buyer = await server.NewBuyerAsync();
        var held = await buyer.ReserveAsync(show, 17);
        held.ShouldBe(HttpStatusCode.Created);
        held.Header("Location").ShouldBe($"/api/reservations/{held.String("reservationId")}");
        held.String("userId").ShouldBe(buyer.UserId);
        held.String("concertId").ShouldBe(show.ConcertId);
        held.String("scheduleId").ShouldBe(show.ScheduleId);
        (held.Number("seatNumber"), held.Number("price")).ShouldBe((17, 90_000));
        held.String("status").ShouldBe("held");
        var left = held["holdExpiresAt"].GetDateTimeOffset() - TimeProvider.System.GetUtcNow();
        left.TotalSeconds.ShouldBeInRange(280, 300);
        held.Has("paymentId").ShouldBeFalse();
        (await buyer.GetAsync($"/api/reservations/{held.String("reservationId")}")).Text.ShouldBe(held.Text);
        (await (await server.NewBuyerAsync()).ReserveAsync(show, 17)).ShouldRefuse(409, "seat-taken");
    }

    [Fact]
    public async Task The_same_user_asking_again_gets_the_same_reservation()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync();
        var first = await buyer.ReserveAsync(show, 1);
        var again = await buyer.ReserveAsync(show, 1);
        again.ShouldBe(HttpStatusCode.OK);
        again.Text.ShouldBe(first.Text);
    }

    [Fact]
    public async Task Of_many_who_want_one_seat_at_once_one_gets_it()
    {
        var show = await server.NewShowAsync();
        var buyers = new List<Buyer>();
        for (var i = 0; i < 20; i++)
        {
            buyers.Add(await server.NewBuyerAsync());
        }
        var answers = await Task.WhenAll(buyers.Select(buyer => buyer.ReserveAsync(show, 5)));
        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        foreach (var answer in answers.Where(answer => answer.Status != 201))
        {
            answer.ShouldRefuse(409, "seat-taken");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(51)]
    [InlineData((1L << 32) + 1)]
    [InlineData(long.MaxValue)]
    public async Task A_seat_that_the_hall_does_not_have_is_not_found(long seatNumber)
    {
        var show = await server.NewShowAsync(seats: 50);
        var buyer = await server.NewBuyerAsync();
        var body = new
        {
            concertId = show.ConcertId,
            scheduleId = show.ScheduleId,
            seatNumber,
        };
        (await buyer.PostAsync("/api/reservations", body))
            .ShouldRefuse(404, "seat-not-found")
            .Number("seats")
            .ShouldBe(50);
    }

    [Fact]
    public async Task A_date_that_is_not_there_or_has_begun_is_refused()
    {
        var show = await server.NewShowAsync();
        await show.AddDateAsync("begun", "2020-01-01T19:30:00+09:00");
        var buyer = await server.NewBuyerAsync();
        (await buyer.ReserveAsync(show with { ScheduleId = "nope" }, 1)).ShouldRefuse(
            404,
            "schedule-not-found"
        );
        (await buyer.ReserveAsync(show with { ConcertId = "nope" }, 1)).ShouldRefuse(
            404,
            "schedule-not-found"
        );
        (await buyer.ReserveAsync(show with { ScheduleId = "begun" }, 1)).ShouldRefuse(
            409,
            "schedule-started"
        );
    }

    [Fact]
    public async Task A_day_names_the_date_here_too()
    {
        var show = await server.NewShowAsync();
        var held = await (await server.NewBuyerAsync()).ReserveAsync(
            show with
            {
                ScheduleId = "2027-12-24",
            },
            1
        );
        held.ShouldBe(HttpStatusCode.Created).String("scheduleId").ShouldBe(show.ScheduleId);
    }

    [Fact]
    public async Task One_user_holds_four_seats_and_not_one_more()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync();
        for (var seat = 1; seat <= 4; seat++)
        {
            (await buyer.ReserveAsync(show, seat)).ShouldBe(HttpStatusCode.Created);
        }
        (await buyer.ReserveAsync(show, 5)).ShouldRefuse(409, "hold-limit").Number("maxHolds").ShouldBe(4);
    }

    [Fact]
    public async Task A_seat_that_is_given_back_is_free_at_once()
    {
        var show = await server.NewShowAsync();
        var (first, second) = (await server.NewBuyerAsync(), await server.NewBuyerAsync());
        var id = (await first.ReserveAsync(show, 1)).String("reservationId");
        var gone = await first.DeleteAsync($"/api/reservations/{id}");
        gone.ShouldBe(HttpStatusCode.NoContent).Text.ShouldBeEmpty();
        (await second.ReserveAsync(show, 1)).ShouldBe(HttpStatusCode.Created);
        (await first.GetAsync($"/api/reservations/{id}")).String("status").ShouldBe("cancelled");
        (await first.DeleteAsync($"/api/reservations/{id}")).ShouldBe(HttpStatusCode.NoContent);
        (await first.PayAsync(id)).ShouldRefuse(409, "reservation-cancelled");
    }

    [Fact]
    public async Task What_is_paid_is_not_given_back()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: 50_000);
        var payment = await buyer.BuyAsync(show, 1);
        var again = await buyer.JoinAgainAsync();
        var path = $"/api/reservations/{payment.String("reservationId")}";
        (await again.DeleteAsync(path)).ShouldRefuse(409, "already-paid");
        var paid = await again.GetAsync(path);
        paid.String("status").ShouldBe("paid");
        paid.String("paymentId").ShouldBe(payment.String("paymentId"));
        paid.String("ticketId").ShouldBe(payment.String("ticketId"));
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("rsv-1-aaaaaaaaaa")]
    [InlineData("rsv-99999999999999999999-a")]
    [InlineData("no%20pe")]
    public async Task Another_id_is_not_found(string id)
    {
        var buyer = await server.NewBuyerAsync();
        (await buyer.GetAsync($"/api/reservations/{id}")).ShouldRefuse(404, "reservation-not-found");
        (await buyer.DeleteAsync($"/api/reservations/{id}")).ShouldRefuse(404, "reservation-not-found");
    }

    [Fact]
    public async Task The_list_is_newest_first_and_read_page_by_page()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync();
        var ids = new List<string>();
        for (var seat = 1; seat <= 5; seat++)
        {
            var id = (await buyer.ReserveAsync(show, seat)).String("reservationId");
            await buyer.DeleteAsync($"/api/reservations/{id}");
            ids.Insert(0, id);
        }
        var path = $"/api/users/{buyer.UserId}/reservations?limit=3";
        var first = await buyer.GetAsync(path);
        Ids(first).ShouldBe(ids.Take(3));
        var rest = await buyer.GetAsync($"{path}&before={first.Number("next")}");
        Ids(rest).ShouldBe(ids.Skip(3));
        rest["next"].ValueKind.ShouldBe(JsonValueKind.Null);
    }

    private static IEnumerable<string?> Ids(Answer page) =>
        page["reservations"].EnumerateArray().Select(one => one.GetProperty("reservationId").GetString());
}
