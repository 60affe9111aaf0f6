using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Ticketing.Storage;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Says in sentences why a start was refused, where that is something to be set right by whoever starts it.</summary>
internal static class StartFailures
{
    /// <summary>The sentences, or null where the failure is a bug.</summary>
    public static IEnumerable<string>? Explain(Exception failure) =>
        failure switch
        {
            OptionsValidationException wrong => wrong.Failures,
            StartRefusedException or StorageStartException or StorageUnavailableException =>
            [
                failure.Message,
            ],
            AddressInUseException
            or IOException { InnerException: AddressInUseException or SocketException } =>
            [
                $"{failure.Message} Choose another address with --urls or ASPNETCORE_URLS.",
            ],
            SocketException =>
            [
                $"The address cannot be listened at: {failure.Message}. Choose another one with --urls or ASPNETCORE_URLS.",
            ],
            // What the server says of its own set-up, a missing certificate for example.
            InvalidOperationException { Source: "Microsoft.AspNetCore.Server.Kestrel.Core" } =>
            [
                failure.Message,
            ],
            // A file that a setting names is not there, not open to this process, or not what it should be.
            FileNotFoundException
            or DirectoryNotFoundException
            or UnauthorizedAccessException
            or CryptographicException =>
            [
                $"{failure.Message} Correct the setting that names it; certificates are named in Kestrel:Certificates.",
            ],
            // A configuration file that cannot be read; the messages inside say where.
            InvalidDataException { InnerException: { } inside } =>
            [
                $"{failure.Message} {(inside.InnerException ?? inside).Message}",
            ],
            // What the configuration binder throws at a value of the wrong kind; its message names the setting.
            InvalidOperationException { InnerException: FormatException or ArgumentException } =>
            [
                failure.Message,
            ],
            AggregateException { InnerExceptions: var inner }
                when inner.All(one => Explain(one) is not null) => inner.SelectMany(one => Explain(one)!),
            _ => null,
        };
}
