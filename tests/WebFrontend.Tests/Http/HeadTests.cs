using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Http;

/// <summary>HEAD is answered wherever GET is: the same status and headers, and nothing after them.</summary>
public sealed partial class HeadTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task Every_route_that_answers_GET_answers_HEAD_with_the_same_headers()
    {
        var routes = server
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("GET"))
            .Select(route => "/" + route.RoutePattern.RawText!.Trim('/'))
            // The dashboard of a cluster is not ours: it answers as it likes.
            .Where(path => !path.StartsWith("/admin/", StringComparison.Ordinal))
            .Append("/docs/index.html")
            .ToList();
        routes.Count.ShouldBeGreaterThan(20);
        var (buyer, things) = await SomethingBoughtAsync();
        foreach (var route in routes)
        {
            var path = Place().Replace(route, place => things[place.Groups[1].Value]);
            using var get = await SendAsync(buyer, HttpMethod.Get, path);
            using var head = await SendAsync(buyer, HttpMethod.Head, path);
            ((int)get.StatusCode).ShouldBeLessThan(400, path);
            head.StatusCode.ShouldBe(get.StatusCode, path);
            head.Content.Headers.ContentType.ShouldBe(get.Content.Headers.ContentType, path);
            head.Headers.Location.ShouldBe(get.Headers.Location, path);
            (await head.Content.ReadAsStringAsync()).ShouldBeEmpty(path);
        }
    }

    [Fact]
    public async Task A_refusal_of_HEAD_has_the_headers_of_one_and_no_body()
    {
        var missing = await server.SendAsync(HttpMethod.Head, "/api/concerts");
        missing.Status.ShouldBe(401);
        missing.Header("Content-Type").ShouldBe("application/problem+json");
        missing.Text.ShouldBeEmpty();
        (await server.SendAsync(HttpMethod.Head, "/nope")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("HEAD", "/api/payments", "POST")]
    [InlineData("POST", "/api/concerts", "GET, HEAD")]
    [InlineData("PUT", "/api/reservations/r", "DELETE, GET, HEAD")]
    public async Task HEAD_is_allowed_where_GET_is(string method, string path, string allowed)
    {
        var refused = await server.SendAsync(new HttpMethod(method), path);
        refused.Status.ShouldBe(405);
        var named = refused.Header("Allow")!.Split(',', StringSplitOptions.TrimEntries).Order();
        string.Join(", ", named).ShouldBe(allowed);
    }

    [Fact]
    public async Task Nothing_follows_the_headers_on_the_wire()
    {
        var requests = new[] { "/alive", "/health", "/nope", "/openapi/v1.json", "/docs/index.html" }.Select(
            path => $"HEAD {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"
        );
        const string last = "HEAD /alive HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        using var connection = new RawConnection(server);
        await connection.SendAsync(string.Concat(requests) + last);
        var answers = await connection.ReadToEndAsync();
        answers.Split("\r\n\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(6);
        answers.Split("\r\n\r\n").ShouldAllBe(part => part.Length == 0 || part.StartsWith("HTTP/1.1 "));
    }

    private async Task<(Buyer Buyer, Dictionary<string, string> Things)> SomethingBoughtAsync()
    {
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: 50_000);
        var payment = await buyer.BuyAsync(show, 1);
        var things = new Dictionary<string, string>
        {
            ["userId"] = buyer.UserId,
            ["concertId"] = show.ConcertId,
            ["scheduleId"] = show.ScheduleId,
            ["queueId"] = "default",
            ["reservationId"] = payment.String("reservationId"),
            ["paymentId"] = payment.String("paymentId"),
            ["ticketId"] = payment.String("ticketId"),
        };
        return (await buyer.JoinAgainAsync(), things);
    }

    // The answer's body is left where it is: a stream of events has no end.
    private Task<HttpResponseMessage> SendAsync(Buyer buyer, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Queue-Token", buyer.Token);
        request.Headers.Add("Admin-Key", TestServer.OperatorKey);
        return server
            .Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)
            .WaitAsync(TimeSpan.FromSeconds(20));
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Place();
}
