using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ticketing.Users;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Users;

public sealed class UserTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_user_is_made_once_and_found()
    {
        var userId = server.NewId("user");
        var made = await server.PostAsync("/api/users", new { userId, name = "민지" });
        made.ShouldBe(HttpStatusCode.Created);
        made.Header("Location").ShouldBe($"/api/users/{userId}");
        (made.String("userId"), made.String("name"), made.Number("balance")).ShouldBe((userId, "민지", 0));
        (await server.PostAsync("/api/users", new { userId, name = "Other" })).ShouldRefuse(
            409,
            "user-exists"
        );
        var found = await server.GetAsync($"/api/users/{userId}");
        found.ShouldBe(HttpStatusCode.OK);
        (found.String("userId"), found.String("name")).ShouldBe((userId, "민지"));
    }

    [Fact]
    public async Task The_front_end_that_made_an_account_asks_nobody_whether_it_exists()
    {
        // Its copy of who exists has no cluster to ask, so that asking would end as a failure.
        await using var alone = new TestServer().With(builder =>
            builder.Services.AddSingleton(new UserIds(grains: null!, Options.Create(new UserOptions())))
        );
        await alone.StartAsync();
        var user = new { userId = "minji", name = "Minji" };
        (await alone.PostAsync("/api/users", user)).ShouldBe(HttpStatusCode.Created);

        (await alone.PostAsync("/api/queue/tokens", new { user.userId })).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_id_is_made_where_none_is_given()
    {
        var made = await server.PostAsync("/api/users", new { name = "Minji" });
        made.ShouldBe(HttpStatusCode.Created);
        (await server.GetAsync($"/api/users/{made.String("userId")}")).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("no body")]
    [InlineData("a%2Fb")]
    [InlineData("-")]
    public async Task Nobody_is_found_under_another_id(string userId) =>
        (await server.GetAsync($"/api/users/{userId}")).ShouldRefuse(404, "user-not-found");

    [Fact]
    public async Task A_name_of_200_characters_fits_and_one_more_does_not()
    {
        (await server.PostAsync("/api/users", new { name = new string('n', 200) })).ShouldBe(
            HttpStatusCode.Created
        );
        var refused = await server.PostAsync("/api/users", new { name = new string('n', 201) });
        refused.ShouldRefuse(400, "validation-failed");
        (await server.PostAsync("/api/users", new { name = "   " })).ShouldRefuse(400, "validation-failed");
    }

    [Fact]
    public async Task An_id_of_64_characters_fits_and_one_more_does_not()
    {
        var longest = new string('i', 64);
        (await server.PostAsync("/api/users", new { userId = longest, name = "n" })).ShouldBe(
            HttpStatusCode.Created
        );
        var refused = await server.PostAsync("/api/users", new { userId = longest + "i", name = "n" });
        refused.ShouldRefuse(400, "validation-failed")["errors"].GetProperty("userId");
        (await server.GetAsync($"/api/users/{longest}i")).ShouldRefuse(404, "user-not-found");
    }

    [Fact]
    public async Task Behind_a_signing_in_proxy_only_its_header_says_who_the_caller_is()
    {
        await using var proxied = await new TestServer().With("Auth:UserIdHeader", "X-User").StartAsync();
        var (minji, other) = (("X-User", "minji"), ("X-User", "other"));
        (await proxied.PostAsync("/api/users", new { userId = "minji", name = "m" }, other)).ShouldRefuse(
            403,
            "user-mismatch"
        );
        var made = await proxied.PostAsync("/api/users", new { name = "m" }, minji);
        made.ShouldBe(HttpStatusCode.Created).String("userId").ShouldBe("minji");
        (await proxied.PostAsync("/api/queue/tokens", new { userId = "minji" }, other)).ShouldRefuse(
            403,
            "user-mismatch"
        );
        (await proxied.PostAsync("/api/queue/tokens", new { userId = "minji" })).ShouldRefuse(
            403,
            "user-mismatch"
        );
        var joined = await proxied.PostAsync("/api/queue/tokens", new { userId = "minji" }, minji);
        var buyer = new Buyer(proxied, "minji", joined.String("token"));
        (await buyer.GetAsync("/api/users/minji/balance", minji)).ShouldBe(HttpStatusCode.OK);
        (await buyer.GetAsync("/api/users/minji/balance", other)).ShouldRefuse(403, "user-mismatch");
        (await buyer.GetAsync("/api/users/minji/balance")).ShouldRefuse(403, "user-mismatch");
    }
}
