using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Ticketing.Common;
using Ticketing.Hosting;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Sends metrics and traces where <see cref="OtlpCollector"/> says; without one there is nothing here.</summary>
internal sealed class Telemetry(OtlpCollector collector) : IHostedService
{
    private MeterProvider? _meters;
    private TracerProvider? _traces;

    /// <summary>Adds it where it is asked for.</summary>
    public static void Add(IHostApplicationBuilder builder)
    {
        if (OtlpCollector.Find(builder.Configuration, "ticketing") is { } collector)
        {
            builder.Services.AddSingleton(new Telemetry(collector));
            builder.Services.AddHostedService(provider => provider.GetRequiredService<Telemetry>());
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meters = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService(collector.ServiceName))
            .AddMeter(
                TicketingMetrics.MeterName,
                "Ticketing.Storage",
                "Microsoft.Orleans",
                "Microsoft.AspNetCore.Hosting",
                "Microsoft.AspNetCore.Server.Kestrel",
                "Microsoft.AspNetCore.RateLimiting",
                "System.Runtime"
            )
            .AddOtlpExporter(options => collector.Configure(options, "v1/metrics"))
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService(collector.ServiceName))
            .AddSource("Microsoft.AspNetCore")
            .AddOtlpExporter(options => collector.Configure(options, "v1/traces"))
            .Build();
        return Task.CompletedTask;
    }

    /// <summary>Sends what has not been sent yet.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _meters?.Dispose();
        _traces?.Dispose();
        return Task.CompletedTask;
    }
}
