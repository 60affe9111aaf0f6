using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Overload;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Overload;

public sealed class OverloadTests
{
    private readonly TaskCompletionSource _running = new();
    private readonly OverloadMiddleware _door;

    public OverloadTests() =>
        _door = new OverloadMiddleware(
            context => Is(context, Work.Started) ? _running.Task : Task.CompletedTask,
            Options.Create(new OverloadOptions { MaxStarted = 2, RetryAfterSeconds = 7 })
        );

    [Fact]
    public async Task While_too_many_are_buying_nobody_else_is_let_into_a_line()
    {
        var buying = new[] { AskAsync(Work.Started), AskAsync(Work.Started) };

        var refused = await AskAsync(Work.New);

        refused.Response.StatusCode.ShouldBe(503);
        refused.Response.Headers.RetryAfter.ToString().ShouldBe("7");
        _running.SetResult();
        await Task.WhenAll(buying);
        (await AskAsync(Work.New)).Response.StatusCode.ShouldBe(200);
    }

    [Fact]
    public async Task Who_is_buying_already_and_who_only_polls_always_passes()
    {
        var buying = Enumerable.Range(0, 10).Select(_ => AskAsync(Work.Started)).ToList();

        (await AskAsync(null)).Response.StatusCode.ShouldBe(200);
        _running.SetResult();

        (await Task.WhenAll(buying)).ShouldAllBe(context => context.Response.StatusCode == 200);
    }

    [Fact]
    public async Task One_that_failed_counts_no_more()
    {
        var buying = new[] { AskAsync(Work.Started), AskAsync(Work.Started) };
        _running.SetException(new TimeoutException());
        await Should.ThrowAsync<TimeoutException>(Task.WhenAll(buying));

        (await AskAsync(Work.New)).Response.StatusCode.ShouldBe(200);
    }

    [Fact]
    public async Task The_door_stands_before_the_line_of_a_server()
    {
        await using var server = await new TestServer().With("Overload:MaxStarted", "1").StartAsync();
        var (buyer, other) = (await server.NewBuyerAsync(), await server.NewBuyerAsync());
        using var connection = new RawConnection(server);
        // A charge whose body is still on its way runs for as long as the test wants.
        await connection.SendAsync(
            $"POST /api/users/{buyer.UserId}/balance/charges HTTP/1.1\r\nHost: localhost\r\n"
                + $"Queue-Token: {buyer.Token}\r\nContent-Type: application/json\r\n"
                + "Content-Length: 12\r\nConnection: close\r\n\r\n{"
        );

        var refused = await server.AskAsync(JoinAsync, answer => answer.Status == 503);
        refused.ShouldRefuse(503, "unavailable").Header("Retry-After").ShouldBe("2");
        (await buyer.PollAsync()).Status.ShouldBe(200);

        await connection.SendAsync("\"amount\":1}");
        (await connection.ReadToEndAsync()).ShouldStartWith("HTTP/1.1 200 ");
        (await server.AskAsync(JoinAsync, answer => answer.Status != 503)).Status.ShouldBeInRange(200, 201);

        Task<Answer> JoinAsync() => server.PostAsync("/api/queue/tokens", new { userId = other.UserId });
    }

    private async Task<HttpContext> AskAsync(Work? work)
    {
        var context = new DefaultHttpContext();
        object[] metadata = work is { } known ? [new WorkMetadata(known)] : [];
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(metadata), null));
        await _door.InvokeAsync(context);
        return context;
    }

    private static bool Is(HttpContext context, Work work) =>
        context.GetEndpoint()?.Metadata.GetMetadata<WorkMetadata>()?.Work == work;
}
