namespace Orleans.Runtime;

/// <summary>
/// Something that an activation runs from its start to its end before the next: a call, a tick of a timer, activation
/// itself. Made where it is asked for; started once, by the activation that takes it.
/// </summary>
internal abstract class Turn
{
    private static readonly Action<object?> s_start = static state => ((Turn)state!).StartHere();
    private static readonly Action<Task, object?> s_ended = static (_, state) =>
    {
        var turn = (Turn)state!;
        turn.Activation!.Finish(turn);
    };

    private readonly CallFlow? _flow;

    private readonly Task _start;

    protected Turn() => _flow = CallFlow.NewTask(s_start, this, out _start);

    /// <summary>The next in the queue of the activation.</summary>
    public Turn? Next { get; set; }

    /// <summary>The activation that runs it.</summary>
    public Activation? Activation { get; set; }

    /// <summary>What ends when the turn does; set by <see cref="Run"/>.</summary>
    public Task Started { get; private set; } = null!;

    /// <summary>Whether it keeps idle collection away.</summary>
    public virtual bool CountsAsUse => true;

    /// <summary>Whether nobody waits for it any more, so that it need not be started.</summary>
    public virtual bool IsAbandoned => false;

    /// <summary>Runs up to the first await that waits. The task gives awaits the scheduler to come back to.</summary>
    public void Run(Activation scheduler)
    {
        Activation = scheduler;
        _start.RunSynchronously(scheduler);
    }

    /// <summary>Has the activation told when the turn ends, on whatever thread that is.</summary>
    public void TellWhenEnded() =>
        Started.ContinueWith(
            s_ended,
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );

    /// <summary>Called once after the turn ended and the activation is free for the next.</summary>
    public abstract void Ended();

    /// <summary>Called in place of everything else when the turn will not be started.</summary>
    public abstract void Refused(Exception exception);

    /// <summary>Starts the work.</summary>
    protected abstract Task Invoke(Activation activation);

    private void StartHere()
    {
        try
        {
            _flow?.Restore();
            Started =
                Invoke(Activation!)
                ?? Task.FromException(
                    new InvalidOperationException("A grain method returned null, not a task.")
                );
        }
        catch (Exception exception)
        {
            Started = Task.FromException(exception);
        }
    }
}
