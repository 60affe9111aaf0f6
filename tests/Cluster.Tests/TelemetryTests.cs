using Ticketing.Cluster.Tests.Support;

namespace Ticketing.Cluster.Tests;

/// <summary>What operators see of the nodes in their collector.</summary>
public sealed class TelemetryTests
{
    [ClusterFact]
    public async Task Every_node_sends_its_activations_and_the_one_that_has_the_line_its_figures()
    {
        await using var collector = new Collector();
        await using var cluster = await TestCluster.StartAsync(
            ClusterShape.Nodes,
            "GroupCommit",
            memberSettings: node =>
                new()
                {
                    ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url.AbsoluteUri,
                    ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                    ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
                    ["OTEL_SERVICE_NAME"] = $"node-{node}",
                }
        );

        for (var node = 0; node < TestCluster.MemberCount; node++)
        {
            var name = $"node-{node}";
            await cluster.UntilAsync(
                $"{name} has sent its figures",
                () =>
                    Task.FromResult(
                        collector.HasReceived(
                            "/v1/metrics",
                            name,
                            "orleans-catalog-activations",
                            "http.server.request.duration",
                            "process.memory.working_set"
                        )
                    )
            );
        }

        await cluster.UntilAsync(
            "the line's figures have come",
            () =>
                Task.FromResult(
                    collector.HasReceived(
                        "ticketing.queue.waiting",
                        "ticketing.queue.active",
                        "ticketing.queue.capacity",
                        "default"
                    )
                )
        );
    }
}
