using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Ticketing.Common;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Sends metrics and traces where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says; without it there is nothing here.</summary>
internal sealed class Telemetry(Uri collector, OtlpExportProtocol protocol, string serviceName)
    : IHostedService
{
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private const string NameSetting = "OTEL_SERVICE_NAME";

    private MeterProvider? _meters;
    private TracerProvider? _traces;

    /// <summary>Adds it where it is asked for.</summary>
    /// <exception cref="StartRefusedException">The endpoint or the protocol is none.</exception>
    public static void Add(IHostApplicationBuilder builder)
    {
        var protocol = ReadProtocol(builder.Configuration[ProtocolSetting]);
        if (builder.Configuration[EndpointSetting] is { Length: > 0 } endpoint)
        {
            var collector = ReadEndpoint(endpoint);
            var name = builder.Configuration[NameSetting] is { Length: > 0 } given ? given : "ticketing";
            builder.Services.AddSingleton(new Telemetry(collector, protocol, name));
            builder.Services.AddHostedService(provider => provider.GetRequiredService<Telemetry>());
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _meters = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(resource => resource.AddService(serviceName))
            .AddMeter(
                TicketingMetrics.MeterName,
                "Ticketing.Storage",
                "Microsoft.Orleans",
                "Microsoft.AspNetCore.Hosting",
                "Microsoft.AspNetCore.Server.Kestrel",
                "Microsoft.AspNetCore.RateLimiting",
                "System.Runtime"
            )
            .AddOtlpExporter(options => SendTo(options, "v1/metrics"))
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .ConfigureResource(resource => resource.AddService(serviceName))
            .AddSource("Microsoft.AspNetCore")
            .AddOtlpExporter(options => SendTo(options, "v1/traces"))
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

    // gRPC has one address for everything; over HTTP each signal has a path of its own.
    private void SendTo(OtlpExporterOptions options, string path)
    {
        options.Protocol = protocol;
        options.Endpoint =
            protocol == OtlpExportProtocol.HttpProtobuf
                ? new Uri($"{collector.AbsoluteUri.TrimEnd('/')}/{path}")
                : collector;
    }

    private static Uri ReadEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw new StartRefusedException(
                $"{EndpointSetting} is {text}; it must be like http://localhost:4317."
            );

    private static OtlpExportProtocol ReadProtocol(string? text) =>
        text switch
        {
            null or "" or "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            _ => throw new StartRefusedException(
                $"{ProtocolSetting} is {text}; it must be grpc or http/protobuf."
            ),
        };
}
