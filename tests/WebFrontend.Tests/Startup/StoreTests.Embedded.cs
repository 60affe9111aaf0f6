using Ticketing.WebFrontend.Startup;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Startup;

/// <summary>A store belongs to one process; the processes of a cluster share theirs.</summary>
public sealed class StoreTests
{
    [Fact]
    public async Task Two_servers_do_not_share_one_store()
    {
        await using var first = await new TestServer().StartAsync();
        await using var second = new TestServer().In(first.Folder).With("Storage:ExclusiveWaitSeconds", "0");
        var refused = await Should.ThrowAsync<Exception>(() => second.StartAsync());
        StartFailures.Explain(refused).ShouldNotBeNull().Single().ShouldContain("tickets.db");
    }
}
