using System.Text;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Admin;

/// <summary>Orleans' dashboard, for operators alone.</summary>
public sealed class DashboardTests(DashboardTests.Server server) : IClassFixture<DashboardTests.Server>
{
    public sealed class Server : TestServer
    {
        public Server() => With("Dashboard:Enabled", "true");
    }

    private const string Path = "/admin/dashboard";

    [Theory]
    [InlineData("/")]
    [InlineData("/index.min.js")]
    [InlineData("/DashboardCounters")]
    [InlineData("/GrainState")]
    [InlineData("/Trace")]
    [InlineData("/unknown")]
    [InlineData("")]
    public async Task Nothing_of_it_is_shown_without_the_operators_key(string page)
    {
        var refused = await server.GetAsync(Path + page);

        refused.ShouldRefuse(401, "admin-key-invalid");
        refused.Header("WWW-Authenticate").ShouldNotBeNull().ShouldStartWith("Basic ");
        (await server.GetAsync(Path.ToUpperInvariant() + page)).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("Basic")]
    [InlineData("Basic !")]
    [InlineData("Basic b3BlcmF0b3I=")]
    [InlineData("Basic b3BlcmF0b3I6")]
    [InlineData("Basic b3BlcmF0b3I6d3Jvbmc=")]
    [InlineData("Bearer operator-key-of-the-tests")]
    public async Task Whatever_else_is_shown_is_refused(string authorization) =>
        (await server.GetAsync(Path + "/", ("Authorization", authorization))).ShouldRefuse(
            401,
            "admin-key-invalid"
        );

    [Fact]
    public async Task It_is_not_there_unless_it_is_enabled()
    {
        await using var plain = await new TestServer().StartAsync();

        (await plain.GetAsync(Path + "/", ("Admin-Key", TestServer.OperatorKey))).ShouldRefuse(
            404,
            "not-found"
        );
    }

    [Fact]
    public async Task Operators_see_the_page_and_the_figures_of_the_silos()
    {
        var key = ("Admin-Key", TestServer.OperatorKey);

        var page = await server.GetAsync(Path + "/", key);
        // The first look begins the gathering.
        var figures = await server.AskAsync(
            () => server.GetAsync(Path + "/DashboardCounters", key),
            answer => answer.Status == 200 && answer.Number("totalActiveHostCount") == 1
        );

        page.Status.ShouldBe(200);
        page.Response.Content.Headers.ContentType?.MediaType.ShouldBe("text/html");
        figures.Number("totalActivationCount").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_browser_shows_the_key_as_a_password()
    {
        var shown = Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{TestServer.OperatorKey}"));

        (await server.GetAsync(Path + "/", ("Authorization", $"Basic {shown}"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task The_password_opens_nothing_but_the_dashboard()
    {
        var shown = Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{TestServer.OperatorKey}"));

        (
            await server.GetAsync("/api/admin/queues/default", ("Authorization", $"Basic {shown}"))
        ).ShouldRefuse(401, "admin-key-invalid");
    }
}
