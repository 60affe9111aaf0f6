using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Health;

public sealed class HealthTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task The_process_says_that_it_runs()
    {
        var alive = await server.GetAsync("/alive");
        alive.ShouldBe(HttpStatusCode.OK).String("status").ShouldBe("alive");
    }

    [Fact]
    public async Task The_server_says_that_storage_and_cluster_answer()
    {
        var health = await server.GetAsync("/health");
        health.ShouldBe(HttpStatusCode.OK).String("status").ShouldBe("healthy");
        health["storage"].GetProperty("status").GetString().ShouldBe("reachable");
        health["cluster"].GetProperty("status").GetString().ShouldBe("reachable");
    }
}
