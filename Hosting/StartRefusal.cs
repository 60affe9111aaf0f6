using Microsoft.Extensions.Options;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>Tells a start that was refused for a reason that an operator can mend from a bug.</summary>
public static class StartRefusal
{
    /// <summary>A sentence for each reason, or null if the failure is a bug.</summary>
    /// <param name="failure">What the start ended with.</param>
    public static IEnumerable<string>? Explain(Exception failure) =>
        failure switch
        {
            OptionsValidationException wrong => wrong.Failures,
            StorageStartException or StorageUnavailableException => [failure.Message],
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
            _ => null,
        };
}
