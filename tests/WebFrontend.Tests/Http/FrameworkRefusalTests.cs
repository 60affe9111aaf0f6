using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Http;

public sealed class FrameworkRefusalTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData("/nope")]
    [InlineData("/api")]
    [InlineData("/api/users/a/b/c")]
    [InlineData("/api/users/..%2f..%2fetc")]
    public async Task An_unknown_route_is_not_found(string path)
    {
        var refused = await server.GetAsync(path);
        refused.Status.ShouldBe(404);
        refused.Response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("PUT", "/api/users")]
    [InlineData("DELETE", "/api/users/minji")]
    [InlineData("POST", "/api/concerts")]
    [InlineData("PATCH", "/api/reservations/r")]
    [InlineData("GET", "/api/payments")]
    [InlineData("GET", "/api/admin/audit")]
    [InlineData("TRACE", "/api/users")]
    [InlineData("NONSENSE", "/api/users")]
    public async Task A_wrong_method_is_refused_and_the_right_ones_named(string method, string path)
    {
        var refused = await server.SendAsync(new HttpMethod(method), path);
        refused.ShouldRefuse(405, "method-not-allowed").Header("Allow").ShouldNotBeNull();
    }

    [Fact]
    public async Task No_answer_says_what_the_server_is_made_of()
    {
        var answer = await server.GetAsync("/alive");
        answer.Header("Server").ShouldBeNull();
        answer.Header("X-Powered-By").ShouldBeNull();
    }

    [Fact]
    public async Task No_answer_may_be_kept_on_the_way() =>
        (await (await server.NewBuyerAsync()).PollAsync()).Header("Cache-Control").ShouldBe("no-store");

    [Fact]
    public async Task A_zero_character_in_the_address_is_refused_before_anything_else() =>
        (await server.GetAsync("/api/users/%00")).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Headers_past_the_limit_are_refused_before_anything_else()
    {
        var answer = await server.GetAsync("/alive", ("X-Long", new string('x', 40_000)));
        ((int)answer.Response.StatusCode).ShouldBeInRange(400, 499);
    }

    [Fact]
    public async Task The_root_leads_to_the_page()
    {
        var answer = await server.GetAsync("/");
        answer.ShouldBe(HttpStatusCode.Redirect);
        answer.Header("Location").ShouldBe("/docs");
        (await server.GetAsync("/docs/index.html")).Text.ShouldContain("swagger-ui");
    }
}
