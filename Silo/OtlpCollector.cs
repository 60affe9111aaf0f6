using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;

namespace Ticketing.Hosting;

/// <summary>Where a process sends its telemetry, by OTLP.</summary>
public sealed class OtlpCollector
{
    private const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolSetting = "OTEL_EXPORTER_OTLP_PROTOCOL";
    private const string NameSetting = "OTEL_SERVICE_NAME";

    private readonly Uri _endpoint;
    private readonly OtlpExportProtocol _protocol;

    private OtlpCollector(Uri endpoint, OtlpExportProtocol protocol, string serviceName) =>
        (_endpoint, _protocol, ServiceName) = (endpoint, protocol, serviceName);

    /// <summary>What the process calls itself there.</summary>
    public string ServiceName { get; }

    /// <summary>Reads the settings that OpenTelemetry names; null where no endpoint is set.</summary>
    /// <param name="configuration">The environment, the command line, files.</param>
    /// <param name="serviceName">What the process is called unless a setting says otherwise.</param>
    /// <exception cref="OptionsValidationException">The endpoint or the protocol is none.</exception>
    public static OtlpCollector? Find(IConfiguration configuration, string serviceName)
    {
        var protocol = ReadProtocol(configuration[ProtocolSetting]);
        return configuration[EndpointSetting] is not { Length: > 0 } endpoint
            ? null
            : new(
                ReadEndpoint(endpoint),
                protocol,
                configuration[NameSetting] is { Length: > 0 } given ? given : serviceName
            );
    }

    /// <summary>
    /// Points an exporter there. gRPC has one address for everything; over HTTP each signal has a path of its own.
    /// </summary>
    public void Configure(OtlpExporterOptions options, string path)
    {
        options.Protocol = _protocol;
        options.Endpoint =
            _protocol == OtlpExportProtocol.HttpProtobuf
                ? new Uri($"{_endpoint.AbsoluteUri.TrimEnd('/')}/{path}")
                : _endpoint;
    }

    private static Uri ReadEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw Wrong($"{EndpointSetting} is {text}; it must be like http://localhost:4317.");

    private static OtlpExportProtocol ReadProtocol(string? text) =>
        text switch
        {
            null or "" or "grpc" => OtlpExportProtocol.Grpc,
            "http/protobuf" => OtlpExportProtocol.HttpProtobuf,
            _ => throw Wrong($"{ProtocolSetting} is {text}; it must be grpc or http/protobuf."),
        };

    private static OptionsValidationException Wrong(string sentence) =>
        new(nameof(OtlpCollector), typeof(OtlpCollector), [sentence]);
}
