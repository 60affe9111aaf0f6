using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Ticketing.Hosting;

namespace Ticketing.WebFrontend.Startup;

/// <summary>Says in sentences why a start was refused, where that is something to be set right by whoever starts it.</summary>
internal static class StartFailures
{
    /// <summary>The sentences, or null where the failure is a bug.</summary>
    public static IEnumerable<string>? Explain(Exception failure) =>
        failure switch
        {
            StartRefusedException => [failure.Message],
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
            AggregateException { InnerExceptions: var inner }
                when inner.All(one => Explain(one) is not null) => inner.SelectMany(one => Explain(one)!),
            _ => StartRefusal.Explain(failure),
        };
}
