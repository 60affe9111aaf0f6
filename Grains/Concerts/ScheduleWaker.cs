using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ticketing.Concerts;

/// <summary>
/// Calls every date that is on sale once the process has started. Each reads its seats and settles holds that
/// ended and sales that stand still since a kill. Reminders would do the same within a minute.
/// </summary>
internal sealed partial class ScheduleWaker(
    CatalogCopy catalog,
    IGrainFactory grains,
    IHostApplicationLifetime lifetime,
    IOptions<CatalogOptions> options,
    TimeProvider time,
    ILogger<ScheduleWaker> log
) : BackgroundService
{
    private const int AtOnce = 2;

    // Longer than any hold that was made before a concert began.
    private static readonly TimeSpan Afterwards = TimeSpan.FromHours(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.WakeAtStart)
        {
            return;
        }

        // The grains stop before this service is told to: the host's own signal comes first.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(
            stoppingToken,
            lifetime.ApplicationStopping
        );
        try
        {
            await HasStartedAsync(stop.Token);
            var snapshot = await catalog.GetAsync();
            var since = time.GetUtcNow() - Afterwards;
            var dates = snapshot
                .Concerts.SelectMany(concert => concert.Schedules)
                .Where(schedule => schedule.Definition.StartsAt > since)
                .ToList();
            var gentle = new ParallelOptions
            {
                MaxDegreeOfParallelism = AtOnce,
                CancellationToken = stop.Token,
            };
            var failures = new ConcurrentBag<Exception>();
            await Parallel.ForEachAsync(
                dates,
                gentle,
                async (date, _) =>
                {
                    try
                    {
                        await WakeAsync(date.Key);
                    }
                    catch (Exception exception)
                    {
                        // The others have holds to settle too.
                        failures.Add(exception);
                    }
                }
            );
            if (failures.TryPeek(out var failure))
            {
                throw failure;
            }
            LogAwake(dates.Count);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Stopped before it was done: nothing depends on it.
        }
        catch (Exception exception)
        {
            LogNotAwake(exception);
        }
    }

    private async Task WakeAsync(ScheduleKey date) =>
        await grains.GetGrain<IScheduleGrain>(date.ToString()).GetSummaryAsync();

    private async Task HasStartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stoppingToken);
    }

    [LoggerMessage(1, LogLevel.Information, "{Dates} dates on sale are awake")]
    private partial void LogAwake(int dates);

    [LoggerMessage(2, LogLevel.Warning, "Not every date could be woken; reminders and callers will do it")]
    private partial void LogNotAwake(Exception exception);
}
