using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Http;

public sealed partial class ApiDescriptionTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Undescribed = ["/", "/openapi/v1.json"];

    [Fact]
    public async Task Every_route_is_described_with_its_refusals()
    {
        var paths = (await server.GetAsync("/openapi/v1.json"))["paths"];
        var routes = server
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => !Undescribed.Contains(route.RoutePattern.RawText))
            // Orleans' dashboard, where it is built in, is a page and no part of the interface.
            .Where(route =>
                !route.RoutePattern.RawText!.StartsWith("/admin/dashboard", StringComparison.Ordinal)
            )
            .ToList();
        routes.Count.ShouldBeGreaterThan(25);
        foreach (var route in routes)
        {
            var path = route.RoutePattern.RawText!.TrimEnd('/');
            var described =
                paths.TryGetProperty(path, out var operations)
                || paths.TryGetProperty(path + "/", out operations);
            described.ShouldBeTrue(path);
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                var operation = operations.GetProperty(method.ToLowerInvariant());
                operation.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty(path);
                operation.GetProperty("responses").TryGetProperty("503", out _).ShouldBeTrue(path);
            }
        }
    }

    [Fact]
    public async Task HEAD_is_told_of_once_and_not_at_each_route()
    {
        var document = await server.GetAsync("/openapi/v1.json");
        document["info"].GetProperty("description").GetString()!.ShouldContain("HEAD");
        document["paths"]
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject())
            .ShouldNotContain(operation => operation.Name == "head");
    }

    [Theory]
    [InlineData("/api/reservations", "post", "409", "seat-taken")]
    [InlineData("/api/reservations", "post", "403", "token-waiting")]
    [InlineData("/api/reservations", "post", "413", "body-too-large")]
    [InlineData("/api/payments", "post", "402", "insufficient-balance")]
    [InlineData("/api/admin/audit", "post", "401", "admin-key-invalid")]
    [InlineData("/api/queue/tokens/current", "get", "401", "token-missing")]
    public async Task A_refusal_is_described_by_its_code(
        string path,
        string method,
        string status,
        string code
    )
    {
        var operation = await OperationAsync(path, method);
        var refusal = operation.GetProperty("responses").GetProperty(status);
        refusal.GetProperty("description").GetString()!.ShouldContain(code);
        refusal.GetProperty("content").TryGetProperty("application/problem+json", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Headers_bodies_and_answers_are_described()
    {
        var operation = await OperationAsync("/api/reservations", "post");
        var headers = operation
            .GetProperty("parameters")
            .EnumerateArray()
            .Select(one => one.GetProperty("name").GetString());
        headers.ShouldBe(["Queue-Token", "Idempotency-Key"], ignoreOrder: true);
        operation.GetProperty("requestBody").GetRawText().ShouldContain("ReserveRequest");
        operation.GetProperty("responses").GetProperty("201").GetRawText().ShouldContain("ReservationBody");
        var poll = await OperationAsync("/api/queue/tokens/current", "get");
        poll.GetProperty("responses").GetProperty("200").GetRawText().ShouldContain("TokenStatusBody");
    }

    [Fact]
    public async Task The_document_says_what_it_is_about()
    {
        var info = (await server.GetAsync("/openapi/v1.json"))["info"];
        info.GetProperty("title").GetString().ShouldBe("Concert tickets");
        info.GetProperty("version").GetString().ShouldBe("1.0");
        info.GetProperty("description").GetString()!.ShouldContain("Idempotency-Key");
        (await server.GetAsync("/openapi/v2.json")).ShouldRefuse(404, "not-found");
    }

    [Theory]
    [InlineData("ChargeRequest", "amount", "\"integer\"")]
    [InlineData("QueueBody", "outflowPerMinute", "\"number\"")]
    [InlineData("HistoryBody", "next", "[\"null\",\"integer\"]")]
    [InlineData("ReservationBody", "holdExpiresAt", "\"string\"")]
    public async Task Numbers_are_numbers_and_instants_are_texts(string schema, string member, string type)
    {
        var described = (await SchemaAsync(schema)).GetProperty("properties").GetProperty(member);
        JsonSerializer.Serialize(described.GetProperty("type")).ShouldBe(type);
    }

    [Theory]
    [InlineData("CreateUserRequest", "name")]
    [InlineData("JoinRequest", "userId")]
    [InlineData("AddConcertRequest", "title venue")]
    [InlineData("AddScheduleRequest", "startsAt price seats")]
    [InlineData("ReserveRequest", "concertId scheduleId seatNumber")]
    [InlineData("ConfigureQueueRequest", "")]
    [InlineData("AuditRequest", "")]
    [InlineData("ProblemBody", "type title status detail code advice")]
    [InlineData("HistoryBody", "entries next")]
    [InlineData("HistoryEntry", "entryId kind amount balanceAfter at")]
    [InlineData(
        "ReservationBody",
        "reservationId userId concertId scheduleId seatNumber price status holdExpiresAt"
    )]
    [InlineData(
        "TokenStatusBody",
        "token queueId userId status rank ahead estimatedWaitSeconds pollAfterSeconds issuedAt asOf"
    )]
    public async Task Only_members_that_are_always_there_are_required(string schema, string members)
    {
        var required = (await SchemaAsync(schema)).TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()!)
            : [];
        required.ShouldBe(members.Split(' ', StringSplitOptions.RemoveEmptyEntries), ignoreOrder: true);
    }

    [Fact]
    public async Task Replays_waits_and_streams_are_described()
    {
        var responses = (await OperationAsync("/api/payments", "post")).GetProperty("responses");
        responses
            .GetProperty("201")
            .GetProperty("headers")
            .TryGetProperty("Idempotency-Replayed", out _)
            .ShouldBeTrue();
        responses
            .GetProperty("429")
            .GetProperty("headers")
            .TryGetProperty("Retry-After", out _)
            .ShouldBeTrue();
        responses
            .GetProperty("503")
            .GetProperty("headers")
            .TryGetProperty("Retry-After", out _)
            .ShouldBeTrue();
        string[] streams =
        [
            "/api/queue/tokens/current/events",
            "/api/concerts/{concertId}/schedules/{scheduleId}/seats/events",
        ];
        foreach (var stream in streams)
        {
            var answer = (await OperationAsync(stream, "get")).GetProperty("responses").GetProperty("200");
            answer.GetProperty("content").TryGetProperty("text/event-stream", out _).ShouldBeTrue(stream);
        }
    }

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere()
    {
        var page = (await server.GetAsync("/docs/index.html")).Text;
        foreach (Match file in Files().Matches(page))
        {
            var path = file.Groups[1].Value;
            path.ShouldNotContain("//");
            (await server.GetAsync("/docs/" + path)).Status.ShouldBe(200, path);
        }
        (await server.GetAsync("/docs/index.js")).Text.ShouldContain("/openapi/v1.json");
    }

    [Fact]
    public async Task No_reference_leads_nowhere()
    {
        var text = (await server.GetAsync("/openapi/v1.json")).Text;
        var schemas = JsonDocument.Parse(text).RootElement.GetProperty("components").GetProperty("schemas");
        foreach (Match reference in References().Matches(text))
        {
            schemas.TryGetProperty(reference.Groups[1].Value, out _).ShouldBeTrue(reference.Value);
        }
    }

    private async Task<JsonElement> SchemaAsync(string name) =>
        (await server.GetAsync("/openapi/v1.json"))["components"].GetProperty("schemas").GetProperty(name);

    private async Task<JsonElement> OperationAsync(string path, string method)
    {
        var paths = (await server.GetAsync("/openapi/v1.json"))["paths"];
        var operations = paths.TryGetProperty(path, out var found) ? found : paths.GetProperty(path + "/");
        return operations.GetProperty(method);
    }

    [GeneratedRegex("\"#/components/schemas/([^\"]+)\"")]
    private static partial Regex References();

    [GeneratedRegex("(?:src|href)=\"([^\"]+)\"")]
    private static partial Regex Files();
}
