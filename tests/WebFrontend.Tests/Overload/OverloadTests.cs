using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Overload;

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
