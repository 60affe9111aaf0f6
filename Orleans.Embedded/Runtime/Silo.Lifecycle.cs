using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

// Starting and stopping.
internal sealed partial class Silo : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<Silo>(ServiceLifecycleStage.BecomeActive, StartAsync, StopAsync);

    private Task StartAsync(CancellationToken cancellationToken)
    {
        Collector.Start();
        _state = SiloState.Running;
        return Task.CompletedTask;
    }

    // What was taken is finished first, then every activation is told. The token bounds both; whoever still waits when
    // it is cancelled is told that the runtime has stopped.
    private async Task StopAsync(CancellationToken cancellationToken)
    {
        _state = SiloState.Draining;
        Collector.Dispose();
        try
        {
            await DrainAsync(cancellationToken);
            await DeactivateAllAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            LogStoppedEarly(Logger, Directory.Count);
        }

        _state = SiloState.Stopped;
        foreach (var activation in Directory.All)
        {
            activation.StopTimers();
        }

        Timeouts.FailAll(Unavailable);
    }

    private async Task DrainAsync(CancellationToken cancellationToken)
    {
        // A turn may call a grain that was quiet when it was looked at, so one look that finds all quiet is needed.
        bool waited;
        do
        {
            waited = false;
            foreach (var activation in Directory.All)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var quiet = activation.WhenQuiet();
                if (!quiet.IsCompleted)
                {
                    waited = true;
                    await quiet.WaitAsync(cancellationToken);
                }
            }
        } while (waited);
    }

    private async Task DeactivateAllAsync(CancellationToken cancellationToken)
    {
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The process is stopping.");

        // A grain that ends may call others, which are activated for that and must end too.
        while (Directory.All.ToArray() is { Length: > 0 } activations)
        {
            foreach (var activation in activations)
            {
                activation.Deactivate(reason, cancellationToken);
            }

            await Task.WhenAll(activations.Select(static activation => activation.Deactivated))
                .WaitAsync(cancellationToken);
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Stopping took too long; {Count} activations were dropped without being deactivated."
    )]
    private static partial void LogStoppedEarly(ILogger logger, int count);
}
