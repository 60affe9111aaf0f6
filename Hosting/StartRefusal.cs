using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>Tells a start that was refused for a reason that an operator can mend from a bug.</summary>
public static class StartRefusal
{
    /// <summary>
    /// A sentence for each reason; none if the start was stopped by a signal; null if the failure is a bug.
    /// </summary>
    /// <param name="failure">What the start ended with.</param>
    public static IEnumerable<string>? Explain(Exception failure) =>
        failure switch
        {
            OperationCanceledException or OrleansLifecycleCanceledException => [],
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

    /// <summary>Writes the reasons to standard error.</summary>
    /// <param name="reasons">A sentence each.</param>
    /// <returns>The exit code: 0 if the start was only stopped.</returns>
    public static int Report(IEnumerable<string> reasons)
    {
        var code = 0;
        foreach (var reason in reasons)
        {
            Console.Error.WriteLine(reason);
            code = 1;
        }

        return code;
    }
}
