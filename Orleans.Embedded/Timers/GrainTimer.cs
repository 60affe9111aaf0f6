using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>A timer of an activation: its ticks are turns, and the next is due a period after the last ended.</summary>
internal abstract partial class GrainTimer : IGrainTimer
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly Activation _activation;
    private readonly ITimer _timer;
    private readonly bool _interleave;
    private TimeSpan _dueTime = Timeout.InfiniteTimeSpan;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;
    private bool _changed;
    private bool _ticking;

    protected GrainTimer(Activation activation, bool interleave, bool keepAlive)
    {
        _activation = activation;
        _interleave = interleave;
        KeepAlive = keepAlive;

        // The timer must not carry along what was ambient in the turn that registered it.
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = activation.Silo.TimeProvider.CreateTimer(
                static state => ((GrainTimer)state!).OnDue(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
        }
    }

    public bool KeepAlive { get; }

    public bool IsEnded => _ended.IsCancellationRequested;

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        ThrowIfOutOfRange(dueTime, nameof(dueTime));
        ThrowIfOutOfRange(period, nameof(period));
        lock (_lock)
        {
            _dueTime = dueTime;
            _period = period;
            _changed = true;
            if (!_ticking)
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _ended.Cancel();
        _timer.Dispose();
        _activation.Forget(this);
    }

    public Task TickAsync() => IsEnded ? Task.CompletedTask : Call(_ended.Token);

    public void Ticked(Task tick)
    {
        if (tick.Exception?.InnerException is { } exception)
        {
            LogTickFailed(_activation.Silo.Logger, exception, _activation.GrainId);
        }

        lock (_lock)
        {
            _ticking = false;
            if (!IsEnded)
            {
                _timer.Change(_changed ? _dueTime : _period, Timeout.InfiniteTimeSpan);
            }
        }
    }

    protected abstract Task Call(CancellationToken cancellationToken);

    private static void ThrowIfOutOfRange(TimeSpan time, string name)
    {
        var milliseconds = (long)time.TotalMilliseconds;
        ArgumentOutOfRangeException.ThrowIfLessThan(milliseconds, -1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(milliseconds, 0xfffffffe, name);
    }

    private void OnDue()
    {
        lock (_lock)
        {
            if (IsEnded || !_activation.Silo.IsRunning)
            {
                return;
            }

            _ticking = true;
            _changed = false;
        }

        var turn = new TimerTurn(this);
        if (_interleave)
        {
            turn.RunBetweenTurns(_activation);
        }
        else
        {
            _activation.TryEnqueue(turn);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A timer of grain {GrainId} failed; it goes on.")]
    private static partial void LogTickFailed(ILogger logger, Exception exception, GrainId grainId);
}

/// <summary>A timer with its callback.</summary>
internal sealed class GrainTimer<TState>(
    Activation activation,
    Func<TState, CancellationToken, Task> callback,
    TState state,
    bool interleave,
    bool keepAlive
) : GrainTimer(activation, interleave, keepAlive)
{
    protected override Task Call(CancellationToken cancellationToken) => callback(state, cancellationToken);
}
