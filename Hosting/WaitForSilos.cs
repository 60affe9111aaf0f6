using Microsoft.Extensions.Logging;
using Orleans;

namespace Ticketing.Hosting;

/// <summary>A client may start before its silos: it looks for one each second, and says so.</summary>
internal sealed partial class WaitForSilos(TimeProvider time, ILogger<WaitForSilos> logger)
    : IClientConnectionRetryFilter
{
    public async Task<bool> ShouldRetryConnectionAttempt(
        Exception exception,
        CancellationToken cancellationToken
    )
    {
        LogWaiting(logger, exception.Message);
        await Task.Delay(TimeSpan.FromSeconds(1), time, cancellationToken);
        return true;
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "No silo of the cluster is active yet. Start a node or a silo on the same database. ({Reason})"
    )]
    private static partial void LogWaiting(ILogger logger, string reason);
}
