using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Startup;

public sealed class TelemetryTests
{
    [Fact]
    public async Task Metrics_and_traces_reach_the_collector_that_is_configured()
    {
        var received = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.Run(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var text = Encoding.Latin1.GetString(body.ToArray());
            received.AddOrUpdate(context.Request.Path, text, (_, before) => before + text);
            context.Response.ContentType = context.Request.ContentType;
        });
        await collector.StartAsync();

        await using var server = await new TestServer()
            .With("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.First())
            .With("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
            .With("OTEL_METRIC_EXPORT_INTERVAL", "100")
            .StartAsync();
        (await (await server.NewBuyerAsync()).ChargeAsync(1_000)).Status.ShouldBe(200);
        await server.AskAsync(
            () => Task.FromResult(received.GetValueOrDefault("/v1/metrics", "")),
            metrics => metrics.Contains("ticketing.queue.waiting", StringComparison.Ordinal)
        );
        // What was not sent in its period is sent when the server stops.
        await server.StopAsync();

        received["/v1/metrics"].ShouldContain("ticketing.charges");
        received["/v1/metrics"].ShouldContain("http.server.request.duration");
        received["/v1/traces"].ShouldContain("POST /api/users/{userId}/balance/charges");
        received["/v1/traces"].ShouldContain("http.response.status_code");
    }
}
