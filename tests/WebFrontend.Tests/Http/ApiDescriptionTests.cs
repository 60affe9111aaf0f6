using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Http;

public sealed partial class ApiDescriptionTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly string[] Undescribed = ["/", "/openapi/{documentName}.json"];

    [Fact]
    public async Task Every_route_is_described_with_its_refusals()
    {
        var paths = (await server.GetAsync("/openapi/v1.json"))["paths"];
        var routes = server
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(route => !Undescribed.Contains(route.RoutePattern.RawText))
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
    public async Task No_reference_leads_nowhere()
    {
        var text = (await server.GetAsync("/openapi/v1.json")).Text;
        var schemas = JsonDocument.Parse(text).RootElement.GetProperty("components").GetProperty("schemas");
        foreach (Match reference in References().Matches(text))
        {
            schemas.TryGetProperty(reference.Groups[1].Value, out _).ShouldBeTrue(reference.Value);
        }
    }

    private async Task<JsonElement> OperationAsync(string path, string method)
    {
        var paths = (await server.GetAsync("/openapi/v1.json"))["paths"];
        var operations = paths.TryGetProperty(path, out var found) ? found : paths.GetProperty(path + "/");
        return operations.GetProperty(method);
    }

    [GeneratedRegex("\"#/components/schemas/([^\"]+)\"")]
    private static partial Regex References();
}
