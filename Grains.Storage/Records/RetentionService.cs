using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ticketing.Storage;

/// <summary>Every so often deletes the records that <see cref="GroupCommitStorageOptions.Retention"/> says are too old.</summary>
internal sealed partial class RetentionService(
    IRecordRetention retention,
    IOptions<GroupCommitStorageOptions> options,
    TimeProvider time,
    ILogger<RetentionService> logger
) : BackgroundService
{
    /// <summary>One pass over all states that have an age.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var (stateName, age) in options.Value.Retention)
        {
            var deleted = await retention
                .DeleteOlderThanAsync(stateName, time.GetUtcNow() - age, cancellationToken)
                .ConfigureAwait(false);
            if (deleted > 0)
            {
                LogDeleted(logger, deleted, stateName, age);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Retention.Count == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.RetentionPeriodMinutes), time);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            try
            {
                await SweepAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, be it a deadlock with the grains' own writes: a service that fails ends the process.
                LogPutOff(logger, exception);
            }
        }
    }

    [LoggerMessage(10, LogLevel.Information, "Deleted {Count} records of '{StateName}' older than {Age}.")]
    private static partial void LogDeleted(ILogger logger, long count, string stateName, TimeSpan age);

    [LoggerMessage(11, LogLevel.Warning, "Old records were not deleted; the next pass tries again.")]
    private static partial void LogPutOff(ILogger logger, Exception exception);
}
