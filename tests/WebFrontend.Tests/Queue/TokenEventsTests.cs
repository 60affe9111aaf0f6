using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Queue;

public sealed class TokenEventsTests : IAsyncLifetime
{
    private const string Path = "/api/queue/tokens/current/events";

    private readonly TestServer _server = new TestServer().WithManualClock();

    [Fact]
    public async Task The_status_comes_at_once_and_at_each_change_until_it_is_final()
    {
        await _server.AdminAsync(
            HttpMethod.Put,
            "/queues/stage",
            new { capacity = 1, admissionPeriodSeconds = 1 }
        );
        var first = await _server.NewBuyerAsync("stage");
        var second = await _server.NewBuyerAsync("stage");
        using var events = await EventReader.OpenAsync(second, Path);
        events.Response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        events.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var waiting = (await events.NextAsync())!.Json;
        waiting.GetProperty("status").GetString().ShouldBe("waiting");
        waiting.GetProperty("rank").GetInt64().ShouldBe(1);
        waiting.GetProperty("token").GetString().ShouldBe(second.Token);

        await first.DeleteAsync("/api/queue/tokens/current");
        (await events.NextDataAsync(_server))!.Json.GetProperty("status").GetString().ShouldBe("active");

        await second.DeleteAsync("/api/queue/tokens/current");
        var last = (await events.NextDataAsync(_server))!.Json;
        last.GetProperty("status").GetString().ShouldBe("expired");
        last.GetProperty("reason").GetString().ShouldBe("left");
        (await events.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task While_nothing_changes_a_comment_comes_every_fifteen_seconds()
    {
        await _server.AdminAsync(HttpMethod.Put, "/queues/quiet", new { capacity = 0 });
        var buyer = await _server.NewBuyerAsync("quiet");
        using var events = await EventReader.OpenAsync(buyer, Path);
        (await events.NextAsync())!.IsComment.ShouldBeFalse();
        var before = _server.Clock!.GetUtcNow();
        var next = events.NextAsync();
        await _server.AskAsync(() => _server.GetAsync("/alive"), _ => next.IsCompleted);
        (await next)!.IsComment.ShouldBeTrue();
        (_server.Clock.GetUtcNow() - before).TotalSeconds.ShouldBeGreaterThanOrEqualTo(15);
    }

    [Fact]
    public async Task Who_listens_is_heard_of()
    {
        await _server.AdminAsync(HttpMethod.Put, "/queues/alive", new { capacity = 1, noShowSeconds = 30 });
        var buyer = await _server.NewBuyerAsync("alive");
        using var events = await EventReader.OpenAsync(buyer, Path);
        (await events.NextAsync())!.Json.GetProperty("status").GetString().ShouldBe("active");
        var started = _server.Clock!.GetUtcNow();
        await _server.AskAsync(
            () => _server.AdminAsync(HttpMethod.Get, "/queues/alive"),
            _ => _server.Clock.GetUtcNow() - started > TimeSpan.FromSeconds(60)
        );
        (await buyer.PollAsync()).String("status").ShouldBe("active");
    }

    [Fact]
    public async Task A_final_status_is_sent_and_the_stream_ends()
    {
        var buyer = await _server.NewBuyerAsync();
        await buyer.DeleteAsync("/api/queue/tokens/current");
        using var events = await EventReader.OpenAsync(buyer, Path);
        (await events.NextAsync())!.Json.GetProperty("status").GetString().ShouldBe("expired");
        (await events.NextAsync()).ShouldBeNull();
    }

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync();
}
