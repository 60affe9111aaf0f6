using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Idempotency;

public sealed class IdempotencyTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly (string, string) Key = ("Idempotency-Key", "the-key");

    [Fact]
    public async Task A_charge_with_the_same_key_and_body_is_done_once_and_answered_alike()
    {
        var buyer = await server.NewBuyerAsync();
        var first = await buyer.ChargeAsync(1_000, Key);
        var again = await buyer.ChargeAsync(1_000, Key);
        first.Header("Idempotency-Replayed").ShouldBeNull();
        Replayed(again, first);
        (await buyer.GetAsync($"/api/users/{buyer.UserId}/balance")).Number("balance").ShouldBe(1_000);
        (await buyer.ChargeAsync(1_000, ("Idempotency-Key", "another"))).Number("balance").ShouldBe(2_000);
    }

    [Fact]
    public async Task Spaces_in_the_body_make_no_other_request()
    {
        var buyer = await server.NewBuyerAsync();
        var path = $"/api/users/{buyer.UserId}/balance/charges";
        var first = await buyer.PostAsync(path, "{\"amount\":5}", Key);
        Replayed(await buyer.PostAsync(path, " { \"amount\" : 5 } ", Key), first);
    }

    [Fact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        var buyer = await server.NewBuyerAsync();
        await buyer.ChargeAsync(1_000, Key);
        (await buyer.ChargeAsync(2_000, Key)).ShouldRefuse(422, "idempotency-key-reused");
        (await buyer.GetAsync($"/api/users/{buyer.UserId}/balance")).Number("balance").ShouldBe(1_000);
    }

    [Fact]
    public async Task Keys_belong_to_their_user()
    {
        var (one, other) = (await server.NewBuyerAsync(), await server.NewBuyerAsync());
        await one.ChargeAsync(1_000, Key);
        var charged = await other.ChargeAsync(2_000, Key);
        charged.ShouldBe(HttpStatusCode.OK).Number("balance").ShouldBe(2_000);
    }

    [Fact]
    public async Task A_reservation_and_its_payment_are_answered_alike_too()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: 50_000);
        var held = await buyer.ReserveAsync(show, 1, Key);
        var heldAgain = await buyer.ReserveAsync(show, 1, Key);
        Replayed(heldAgain, held);
        heldAgain.Header("Location").ShouldBe(held.Header("Location"));
        (await buyer.ReserveAsync(show, 2, Key)).ShouldRefuse(422, "idempotency-key-reused");
        var paid = await buyer.PayAsync(held.String("reservationId"), Key);
        paid.ShouldBe(HttpStatusCode.Created);
        Replayed(await buyer.PayAsync(held.String("reservationId"), Key), paid);
    }

    [Fact]
    public async Task A_refusal_by_the_rules_is_answered_alike_too()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: 1);
        var id = (await buyer.ReserveAsync(show, 1)).String("reservationId");
        var refused = await buyer.PayAsync(id, Key, ("Accept-Language", "ko"));
        refused.ShouldRefuse(402, "insufficient-balance").Header("Content-Language").ShouldBe("ko");
        await buyer.ChargeAsync(100_000);
        Replayed(await buyer.PayAsync(id, Key), refused);
        (await buyer.PayAsync(id, ("Idempotency-Key", "new"))).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task What_was_wrong_with_a_request_is_not_remembered()
    {
        var buyer = await server.NewBuyerAsync();
        var path = $"/api/users/{buyer.UserId}/balance/charges";
        (await buyer.PostAsync(path, "{}", Key)).ShouldRefuse(400, "validation-failed");
        (await buyer.ChargeAsync(5, Key)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_at_once_with_one_key_one_is_done()
    {
        var buyer = await server.NewBuyerAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => buyer.ChargeAsync(10, Key)));
        foreach (var answer in answers.Where(answer => answer.Status != 200))
        {
            answer.ShouldRefuse(409, "idempotency-key-in-use").Header("Retry-After").ShouldNotBeNull();
        }
        answers
            .Where(answer => answer.Status == 200)
            .Select(answer => answer.Text)
            .Distinct()
            .ShouldHaveSingleItem();
        (await buyer.GetAsync($"/api/users/{buyer.UserId}/balance")).Number("balance").ShouldBe(10);
    }

    [Fact]
    public async Task A_key_has_1_to_255_visible_characters()
    {
        var buyer = await server.NewBuyerAsync();
        (await buyer.ChargeAsync(1, ("Idempotency-Key", new string('k', 255)))).ShouldBe(HttpStatusCode.OK);
        foreach (var key in new[] { "", "with space", new string('k', 256) })
        {
            var refused = await buyer.ChargeAsync(1, ("Idempotency-Key", key));
            refused
                .ShouldRefuse(400, "validation-failed")["errors"]
                .TryGetProperty("Idempotency-Key", out _)
                .ShouldBeTrue();
        }
        (await buyer.ChargeAsync(1, ("Idempotency-Key", "a"), ("Idempotency-Key", "b"))).ShouldRefuse(
            400,
            "validation-failed"
        );
    }

    [Fact]
    public async Task What_was_done_is_known_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("ticketing-keys-").FullName;
        var before = await new TestServer().In(folder).StartAsync();
        var show = await before.NewShowAsync();
        var buyer = await before.NewBuyerAsync();
        var charged = await buyer.ChargeAsync(50_000, Key);
        var held = await buyer.ReserveAsync(show, 1, Key);
        var paid = await buyer.PayAsync(held.String("reservationId"), Key);
        var other = await before.NewBuyerAsync();
        var otherHeld = await other.ReserveAsync(show, 2, Key);
        var otherCharged = await other.ChargeAsync(7, Key);
        await before.StopAsync();

        await using var after = await new TestServer().In(folder).StartAsync();
        (buyer, other) = (buyer with { Server = after }, other with { Server = after });
        Replayed(await buyer.PayAsync(held.String("reservationId"), Key), paid);
        Replayed(await other.ChargeAsync(7, Key), otherCharged);
        (await other.ChargeAsync(8, Key)).ShouldRefuse(422, "idempotency-key-reused");
        Replayed(await other.ReserveAsync(show, 2, Key), otherHeld);
        (await other.ReserveAsync(show, 3, Key)).ShouldRefuse(422, "idempotency-key-reused");
        var rejoined = await buyer.JoinAgainAsync();
        Replayed(await rejoined.ChargeAsync(50_000, Key), charged);
    }

    [Fact]
    public async Task A_refusal_changed_nothing_and_is_decided_anew_after_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("ticketing-keys-").FullName;
        var before = await new TestServer().In(folder).StartAsync();
        var show = await before.NewShowAsync();
        var buyer = await before.NewBuyerAsync(money: 1);
        var id = (await buyer.ReserveAsync(show, 1)).String("reservationId");
        (await buyer.PayAsync(id, Key)).ShouldRefuse(402, "insufficient-balance");
        await buyer.ChargeAsync(100_000);
        await before.StopAsync();

        await using var after = await new TestServer().In(folder).StartAsync();
        var paid = await (buyer with { Server = after }).PayAsync(id, Key);
        paid.ShouldBe(HttpStatusCode.Created).Header("Idempotency-Replayed").ShouldBeNull();
        Replayed(await (buyer with { Server = after }).PayAsync(id, Key), paid);
    }

    [Fact]
    public async Task After_a_day_what_was_done_is_still_known_and_what_was_refused_is_decided_anew()
    {
        await using var clocked = await new TestServer().WithManualClock().StartAsync();
        var buyer = await clocked.NewBuyerAsync();
        (string, string) refusedKey = ("Idempotency-Key", "refused");
        var charged = await buyer.ChargeAsync(1_000_000_000, Key);
        (await buyer.ChargeAsync(1, refusedKey)).ShouldRefuse(409, "balance-limit");
        (await buyer.ChargeAsync(1, refusedKey)).Header("Idempotency-Replayed").ShouldBe("true");
        clocked.Clock!.Advance(TimeSpan.FromHours(25));

        buyer = await buyer.JoinAgainAsync();
        Replayed(await buyer.ChargeAsync(1_000_000_000, Key), charged);
        (await buyer.ChargeAsync(2, Key)).ShouldRefuse(422, "idempotency-key-reused");
        (await buyer.ChargeAsync(1, refusedKey))
            .ShouldRefuse(409, "balance-limit")
            .Header("Idempotency-Replayed")
            .ShouldBeNull();
    }

    private static void Replayed(Answer again, Answer first)
    {
        again.Status.ShouldBe(first.Status, again.Text);
        again.Text.ShouldBe(first.Text);
        again.Header("Content-Language").ShouldBe(first.Header("Content-Language"));
        again.Header("Idempotency-Replayed").ShouldBe("true");
    }
}
