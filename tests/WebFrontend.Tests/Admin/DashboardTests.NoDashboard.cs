using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Admin;

public sealed class DashboardTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_build_without_the_dashboard_does_not_know_its_path() =>
        (await server.GetAsync("/admin/dashboard/", ("Admin-Key", TestServer.OperatorKey))).ShouldRefuse(
            404,
            "not-found"
        );
}
