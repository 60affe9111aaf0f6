using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Payments;

public sealed class PaymentTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_payment_takes_the_money_sells_the_seat_and_makes_a_ticket()
    {
        var show = await server.NewShowAsync(price: 30_000);
        var buyer = await server.NewBuyerAsync(money: 100_000);
        var reservationId = (await buyer.ReserveAsync(show, 7)).String("reservationId");
        var payment = await buyer.PayAsync(reservationId);
        payment.ShouldBe(HttpStatusCode.Created);
        payment.String("reservationId").ShouldBe(reservationId);
        (payment.Number("amount"), payment.Number("balance")).ShouldBe((30_000, 70_000));
        payment.Header("Location").ShouldBe($"/api/payments/{payment.String("paymentId")}");
        (await buyer.GetAsync($"/api/payments/{payment.String("paymentId")}")).Text.ShouldBe(payment.Text);

        var ticket = await buyer.GetAsync($"/api/tickets/{payment.String("ticketId")}");
        ticket.ShouldBe(HttpStatusCode.OK);
        ticket.String("paymentId").ShouldBe(payment.String("paymentId"));
        ticket.String("reservationId").ShouldBe(reservationId);
        ticket.String("userId").ShouldBe(buyer.UserId);
        (ticket.String("concertId"), ticket.String("scheduleId")).ShouldBe((show.ConcertId, show.ScheduleId));
        ticket.Number("seatNumber").ShouldBe(7);
        ticket.String("startsAt").ShouldBe("2027-12-24T10:30:00+00:00");
        ticket.String("title").ShouldContain("밤의 노래");
        ticket.String("venue").ShouldContain("Sejong");
        var listed = (await buyer.GetAsync($"/api/users/{buyer.UserId}/tickets"))["tickets"];
        listed.GetArrayLength().ShouldBe(1);
        listed[0].GetRawText().ShouldBe(ticket.Text);
        (await buyer.PollAsync()).String("status").ShouldBe("completed");
        var sales = await show.SalesAsync();
        (sales.Number("sold"), sales.Number("revenue")).ShouldBe((1, 30_000));
    }

    [Fact]
    public async Task The_same_payment_again_is_the_same_payment()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: 50_000);
        var payment = await buyer.BuyAsync(show, 1);
        var again = await buyer.PayAsync(payment.String("reservationId"));
        again.ShouldBe(HttpStatusCode.OK);
        again.Text.ShouldBe(payment.Text);
        var rejoined = await buyer.JoinAgainAsync();
        (await rejoined.PayAsync(payment.String("reservationId"))).ShouldBe(HttpStatusCode.OK);
        (await rejoined.PollAsync()).String("status").ShouldBe("active");
        (await rejoined.GetAsync($"/api/users/{buyer.UserId}/balance")).Number("balance").ShouldBe(40_000);
    }

    [Fact]
    public async Task The_same_payment_many_times_at_once_is_paid_once()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: 50_000);
        var id = (await buyer.ReserveAsync(show, 1)).String("reservationId");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => buyer.PayAsync(id)));
        answers.ShouldAllBe(answer => answer.Status == 201 || answer.Status == 200);
        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Select(answer => answer.Text).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Of_payments_at_once_with_one_token_one_is_taken()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: 50_000);
        var ids = new List<string>();
        foreach (var seat in new[] { 1, 2, 3 })
        {
            ids.Add((await buyer.ReserveAsync(show, seat)).String("reservationId"));
        }
        var answers = await Task.WhenAll(ids.Select(id => buyer.PayAsync(id)));
        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        foreach (var refused in answers.Where(answer => answer.Status != 201))
        {
            refused.ShouldRefuse(403, "token-completed");
        }
        (await show.SalesAsync()).Number("sold").ShouldBe(1);
    }

    [Fact]
    public async Task With_too_little_money_nothing_changes_until_there_is_enough()
    {
        var show = await server.NewShowAsync(price: 30_000);
        var buyer = await server.NewBuyerAsync(money: 29_999);
        var id = (await buyer.ReserveAsync(show, 1)).String("reservationId");
        var refused = await buyer.PayAsync(id);
        refused.ShouldRefuse(402, "insufficient-balance");
        (refused.Number("balance"), refused.Number("price")).ShouldBe((29_999, 30_000));
        (await buyer.GetAsync($"/api/reservations/{id}")).String("status").ShouldBe("held");
        (await buyer.GetAsync($"/api/users/{buyer.UserId}/balance")).Number("balance").ShouldBe(29_999);
        await buyer.ChargeAsync(1);
        (await buyer.PayAsync(id)).ShouldBe(HttpStatusCode.Created).Number("balance").ShouldBe(0);
    }

    [Fact]
    public async Task A_token_pays_one_ticket_and_the_next_seat_needs_a_new_place()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: 50_000);
        var first = (await buyer.ReserveAsync(show, 1)).String("reservationId");
        var second = (await buyer.ReserveAsync(show, 2)).String("reservationId");
        await buyer.PayAsync(first);
        (await buyer.PayAsync(second)).ShouldRefuse(403, "token-completed");
        var again = await buyer.JoinAgainAsync();
        (await again.PayAsync(second)).ShouldBe(HttpStatusCode.Created);
        (await again.GetAsync("/api/concerts")).ShouldRefuse(403, "token-completed");
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("rsv-7-aaaaaaaaaa")]
    public async Task Another_id_is_not_found(string id)
    {
        var buyer = await server.NewBuyerAsync();
        (await buyer.PayAsync(id)).ShouldRefuse(404, "reservation-not-found");
        (await buyer.GetAsync($"/api/payments/{id}")).ShouldRefuse(404, "payment-not-found");
        (await buyer.GetAsync($"/api/tickets/{id}")).ShouldRefuse(404, "ticket-not-found");
    }
}
