using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using Ticketing.Common;

namespace Ticketing.Hosting;

/// <summary>
/// Sends metrics by OTLP where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> points: the grains' own with the lines that run here,
/// the storage's, Orleans' and the runtime's. Without an endpoint nothing is gathered.
/// </summary>
public static class Telemetry
{
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string NameSetting = "OTEL_SERVICE_NAME";

    /// <summary>Adds it where an endpoint is set; null otherwise.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="serviceName">What the process is called unless <c>OTEL_SERVICE_NAME</c> says otherwise.</param>
    /// <exception cref="OptionsValidationException">The endpoint or the protocol is none.</exception>
    public static OpenTelemetryBuilder? AddTelemetry(this IHostApplicationBuilder builder, string serviceName)
    {
        if (!HasEndpoint(builder.Configuration))
        {
            return null;
        }

        var name = builder.Configuration[NameSetting] is { Length: > 0 } given ? given : serviceName;
        var telemetry = builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name))
            .WithMetrics(metrics =>
                metrics
                    .AddMeter(TicketingMetrics.MeterName, "Ticketing.Storage", "Microsoft.Orleans")
                    .AddRuntimeInstrumentation()
            );
        telemetry.UseOtlpExporter();
        return telemetry;
    }

    private static bool HasEndpoint(IConfiguration configuration)
    {
        if (configuration[ProtocolSetting] is not (null or "" or "grpc" or "http/protobuf"))
        {
            throw Wrong(
                $"{ProtocolSetting} is {configuration[ProtocolSetting]}; it must be grpc or http/protobuf."
            );
        }

        return configuration[EndpointSetting] is { Length: > 0 } endpoint
            && (
                Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
                && address.Scheme is "http" or "https"
                    ? true
                    : throw Wrong($"{EndpointSetting} is {endpoint}; it must be like http://localhost:4317.")
            );
    }

    private static OptionsValidationException Wrong(string sentence) =>
        new(nameof(Telemetry), typeof(Telemetry), [sentence]);
}
