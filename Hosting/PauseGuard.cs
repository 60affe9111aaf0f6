using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Ticketing.Hosting;

/// <summary>
/// Notices that this process stood still for so long that the cluster may have declared it dead. Its grains may then be
/// active elsewhere, and what it has in memory may be out of date. So it answers no caller until it has read the
/// membership again. If it was declared dead, that read ends the process.
/// </summary>
/// <param name="membership">The cluster's membership as this silo knows it.</param>
/// <param name="time">The clock that pauses are measured with.</param>
/// <param name="limit">The shortest pause that can cost a silo its membership.</param>
/// <param name="logger">Where pauses are reported.</param>
public sealed partial class PauseGuard(
    IClusterMembershipService membership,
    TimeProvider time,
    TimeSpan limit,
    ILogger<PauseGuard> logger
) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(250);

    private long _checkedAt = time.GetTimestamp();

    /// <summary>Whether the process has run without a long pause since it was last known to be a member.</summary>
    public bool MayAnswer => time.GetElapsedTime(Volatile.Read(ref _checkedAt)) < limit;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start is no pause, however long it takes.
        Volatile.Write(ref _checkedAt, time.GetTimestamp());
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                await CheckAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process stops.
        }
    }

    internal async Task CheckAsync(CancellationToken cancellationToken)
    {
        // Taken first: a pause in the middle of this check must count as well.
        var now = time.GetTimestamp();
        if (!MayAnswer)
        {
            try
            {
                var pause = time.GetElapsedTime(Volatile.Read(ref _checkedAt), now).TotalSeconds;
                Log.Paused(logger, pause);
                await membership.Refresh(default, cancellationToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // Every call is refused until a later check succeeds.
                Log.NotRead(logger, failure.Message);
                return;
            }
        }

        Volatile.Write(ref _checkedAt, now);
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Warning,
            "The process stood still for {Seconds:f1} s. It reads the membership before it answers again."
        )]
        public static partial void Paused(ILogger logger, double seconds);

        [LoggerMessage(2, LogLevel.Warning, "The membership could not be read: {Reason}")]
        public static partial void NotRead(ILogger logger, string reason);
    }
}
