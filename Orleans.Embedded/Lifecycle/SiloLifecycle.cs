using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>Starts the subscribed observers stage by stage, and stops those that were started in reverse.</summary>
internal sealed partial class SiloLifecycle(ILogger<SiloLifecycle> logger) : ISiloLifecycle
{
    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];

    public int HighestCompletedStage { get; private set; } = ServiceLifecycleStage.First;

    public int LowestStoppedStage { get; private set; } = ServiceLifecycleStage.Last;

    public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
    {
        var subscription = new Subscription(this, observerName, stage, observer);
        lock (_lock)
        {
            _subscriptions.Add(subscription);
        }

        return subscription;
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().Order().ToArray())
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAll(At(stage).Select(item => item.StartAsync(cancellationToken)));
            HighestCompletedStage = stage;
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var stage in Stages().OrderDescending().ToArray())
        {
            await Task.WhenAll(At(stage).Select(item => StopOneAsync(item, cancellationToken)));
            LowestStoppedStage = stage;
        }
    }

    // One that cannot stop must not keep the others running.
    private async Task StopOneAsync(Subscription item, CancellationToken cancellationToken)
    {
        try
        {
            await item.StopAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            LogStopFailed(exception, item.Name, item.Stage);
        }
    }

    private HashSet<int> Stages()
    {
        lock (_lock)
        {
            return [.. _subscriptions.Select(item => item.Stage)];
        }
    }

    private Subscription[] At(int stage)
    {
        lock (_lock)
        {
            return [.. _subscriptions.Where(item => item.Stage == stage)];
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Observer} could not be stopped at stage {Stage}.")]
    private partial void LogStopFailed(Exception exception, string observer, int stage);

    private sealed class Subscription(
        SiloLifecycle owner,
        string name,
        int stage,
        ILifecycleObserver observer
    ) : IDisposable
    {
        private bool _started;

        public string Name => name;

        public int Stage => stage;

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            // Set first: what failed half-way in its start is stopped as well.
            _started = true;
            await observer.OnStart(cancellationToken);
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            if (_started)
            {
                _started = false;
                await observer.OnStop(cancellationToken);
            }
        }

        public void Dispose()
        {
            lock (owner._lock)
            {
                owner._subscriptions.Remove(this);
            }
        }
    }
}
