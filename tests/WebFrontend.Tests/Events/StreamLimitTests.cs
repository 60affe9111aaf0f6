using System.Net;
using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Events;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Events;

public sealed class StreamLimitTests : IAsyncLifetime
{
    private readonly TestServer _server = new TestServer()
        .With("Events:MaxTokenStreams", "1")
        .With("Events:MaxSeatStreams", "1");

    [Fact]
    public async Task Past_the_limit_of_token_streams_one_more_is_refused() =>
        await RefusesOneMoreAsync("/api/queue/tokens/current/events");

    [Fact]
    public async Task Past_the_limit_of_seat_streams_one_more_is_refused() =>
        await RefusesOneMoreAsync((await _server.NewShowAsync()).SeatsPath + "/events");

    [Fact]
    public void Room_that_is_given_back_twice_is_one_room()
    {
        var limits = new StreamLimits(Options.Create(new EventOptions { MaxTokenStreams = 2 }));
        var (one, _) = (limits.TryTakeTokenStream()!, limits.TryTakeTokenStream()!);
        one.Dispose();
        one.Dispose();

        limits.TryTakeTokenStream().ShouldNotBeNull();
        limits.TryTakeTokenStream().ShouldBeNull();
    }

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    private async Task RefusesOneMoreAsync(string path)
    {
        var (first, second) = (await _server.NewBuyerAsync(), await _server.NewBuyerAsync());
        using (var events = await EventReader.OpenAsync(first, path))
        {
            (await events.NextAsync())!.IsComment.ShouldBeFalse();
            // Only the headers are awaited: a stream that should not be there would have no end.
            using var refused = await EventReader.OpenAsync(second, path);
            refused.Response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Response.Headers.RetryAfter!.Delta.ShouldNotBeNull();
        }
        // The first one has gone, and its room is free again.
        await _server.AskAsync(
            async () =>
            {
                using var next = await EventReader.OpenAsync(second, path);
                return next.Response.StatusCode;
            },
            status => status == HttpStatusCode.OK
        );
    }
}
