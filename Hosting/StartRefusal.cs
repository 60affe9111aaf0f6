using Microsoft.Extensions.Options;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>Tells a start that was refused for a reason that somebody can mend from a bug.</summary>
public static class StartRefusal
{
    /// <summary>The reason in a sentence, or null.</summary>
    public static string? Explain(Exception exception) =>
        exception switch
        {
            OptionsValidationException wrong => string.Join(Environment.NewLine, wrong.Failures),
            StorageStartException or StorageUnavailableException => exception.Message,
            _ => null,
        };
}
