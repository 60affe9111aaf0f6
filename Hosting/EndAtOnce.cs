using Orleans.Runtime;

namespace Ticketing.Hosting;

/// <summary>
/// Ends the process at once when the silo cannot go on, above all when it was declared dead. Orleans' own handler waits
/// for two seconds first, and a node would answer callers in them.
/// </summary>
internal sealed class EndAtOnce : IFatalErrorHandler
{
    /// <inheritdoc/>
    public bool IsUnexpected(Exception exception) => true;

    /// <inheritdoc/>
    public void OnFatalException(object? sender, string? context, Exception? exception) =>
        Environment.FailFast($"The silo cannot go on and the process ends. {context}", exception);
}
