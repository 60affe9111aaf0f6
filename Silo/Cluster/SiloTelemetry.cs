using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Ticketing.Common;

namespace Ticketing.Hosting;

/// <summary>
/// Sends a silo's metrics where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says: the grains' own, the storage's, and the cluster
/// runtime's with its activations, messages and members. Without that setting there is nothing here.
/// </summary>
internal sealed class SiloTelemetry : IHostedService
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private MeterProvider? _meters;

    public static void AddTo(IHostApplicationBuilder builder)
    {
        if (!string.IsNullOrEmpty(builder.Configuration[Endpoint]))
        {
            builder.Services.AddHostedService<SiloTelemetry>();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meters = Sdk.CreateMeterProviderBuilder()
            .AddMeter(TicketingMetrics.MeterName, "Ticketing.Storage", "Microsoft.Orleans", "System.Runtime")
            .AddOtlpExporter()
            .Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _meters?.Dispose();
        return Task.CompletedTask;
    }
}
