using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Http;

public sealed class RateLimitTests
{
    [Fact]
    public async Task One_token_that_asks_too_often_is_told_to_wait_and_nobody_else_is()
    {
        await using var server = await new TestServer().With("RateLimit:PerTokenPerSecond", "3").StartAsync();
        var (hasty, calm) = (await server.NewBuyerAsync(), await server.NewBuyerAsync());
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => hasty.PollAsync()));
        var refused = answers.Where(answer => answer.Status != 200).ToList();
        refused.Count.ShouldBeGreaterThan(5);
        foreach (var answer in refused)
        {
            answer.ShouldRefuse(429, "too-many-requests");
            int.Parse(answer.Header("Retry-After")!).ShouldBeGreaterThan(0);
        }
        (await calm.PollAsync()).ShouldBe(HttpStatusCode.OK);
        (await server.GetAsync("/alive")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_HEAD_counts_as_much_as_a_GET()
    {
        await using var server = await new TestServer().With("RateLimit:PerTokenPerSecond", "3").StartAsync();
        var buyer = await server.NewBuyerAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => buyer.SendAsync(HttpMethod.Head, "/api/queue/tokens/current"))
        );
        answers.Count(answer => answer.Status == 429).ShouldBeGreaterThan(5);
    }

    [Fact]
    public async Task One_address_is_limited_where_that_is_asked_for_but_health_checks_are_not()
    {
        await using var server = await new TestServer()
            .With("RateLimit:PerAddressPerSecond", "3")
            .StartAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => server.GetAsync("/api/users/nobody"))
        );
        answers.Count(answer => answer.Status == 429).ShouldBeGreaterThan(5);
        var alive = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => server.GetAsync("/alive")));
        alive.ShouldAllBe(answer => answer.Status == 200);
    }

    [Fact]
    public async Task Where_both_are_limited_either_limit_refuses()
    {
        foreach (var (perToken, perAddress) in new[] { ("3", "1000"), ("1000", "10") })
        {
            await using var server = await new TestServer()
                .With("RateLimit:PerTokenPerSecond", perToken)
                .With("RateLimit:PerAddressPerSecond", perAddress)
                .StartAsync();
            var buyer = await server.NewBuyerAsync();
            var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => buyer.PollAsync()));
            answers.Count(answer => answer.Status == 429).ShouldBeGreaterThan(5, $"{perToken}, {perAddress}");
        }
    }

    [Fact]
    public async Task Behind_a_known_proxy_the_address_is_the_one_that_it_names()
    {
        await using var server = await new TestServer()
            .With("RateLimit:PerAddressPerSecond", "3")
            .With("ForwardedHeaders:KnownProxies:0", "127.0.0.1")
            .StartAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(i => server.GetAsync("/api/users/no", ("X-Forwarded-For", $"10.0.0.{i}")))
        );
        answers.ShouldAllBe(answer => answer.Status == 404);
    }
}
