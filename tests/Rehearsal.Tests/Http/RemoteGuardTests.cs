using Ticketing.Rehearsal.Http;

namespace Ticketing.Rehearsal.Tests.Http;

public sealed class RemoteGuardTests
{
    [Theory]
    [InlineData("http://192.0.2.1:5000", false, false)]
    [InlineData("http://192.0.2.1:5000", true, true)]
    [InlineData("https://127.0.0.1", false, true)]
    public async Task Another_machine_needs_leave(string url, bool allowRemote, bool allowed)
    {
        var server = new ServerSettings { Url = new Uri(url), AllowRemote = allowRemote };
        var (isLoopback, refusal) = await RemoteGuard.CheckAsync(server);
        (refusal is null).ShouldBe(allowed);
        isLoopback.ShouldBe(server.Url.IsLoopback);
    }
}
