using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Ticketing.Common;

namespace Ticketing.Hosting;

/// <summary>
/// Sends a silo's metrics where <see cref="OtlpCollector"/> says: the grains' own with the lines that run here, the
/// storage's, and the cluster runtime's with its activations, messages and members. Without one there is nothing here.
/// </summary>
internal sealed class SiloTelemetry(OtlpCollector collector) : IHostedService
{
    private MeterProvider? _meters;

    /// <summary>Adds it where it is asked for.</summary>
    public static void AddTo(IHostApplicationBuilder builder)
    {
        if (OtlpCollector.Find(builder.Configuration, "ticketing-silo") is { } collector)
        {
            builder.Services.AddHostedService(_ => new SiloTelemetry(collector));
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meters = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService(collector.ServiceName))
            .AddMeter(TicketingMetrics.MeterName, "Ticketing.Storage", "Microsoft.Orleans", "System.Runtime")
            .AddOtlpExporter(options => collector.Configure(options, "v1/metrics"))
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what has not been sent yet.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _meters?.Dispose();
        return Task.CompletedTask;
    }
}
