using Ticketing.Cluster.Tests.Support;

namespace Ticketing.Cluster.Tests;

/// <summary>What operators see of the silos, where their collector is.</summary>
public sealed class TelemetryTests
{
    [ClusterFact]
    public async Task Every_silo_sends_its_activations_and_the_one_that_has_the_line_its_figures()
    {
        await using var collector = new Collector();
        await using var cluster = await TestCluster.StartAsync(siloSettings: silo =>
            new()
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url.AbsoluteUri,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
                ["OTEL_SERVICE_NAME"] = $"silo-{silo}",
            }
        );

        for (var silo = 0; silo < 3; silo++)
        {
            var name = $"silo-{silo}";
            await cluster.UntilAsync(
                $"{name} has sent its figures",
                () =>
                    Task.FromResult(
                        collector.HasReceived(
                            "/v1/metrics",
                            name,
                            "orleans-catalog-activations",
                            "orleans-gateway-connected-clients",
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
