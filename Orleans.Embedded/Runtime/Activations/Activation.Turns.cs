using Orleans.Storage;

namespace Orleans.Runtime;

// The turns: one at a time, from start to end.
internal sealed partial class Activation
{
    private Turn? _firstWaiting;
    private Turn? _lastWaiting;
    private TaskCompletionSource? _quiet;
    private bool _turnOpen;
    private int _waiting;

    /// <summary>Counts turns, so that what belongs to an earlier one can be told apart.</summary>
    public int TurnNumber { get; private set; }

    /// <summary>Whether a turn has begun and not ended.</summary>
    public bool IsInTurn => _turnOpen;

    /// <summary>How many turns run or wait; read without the lock, as a hint for choosing among workers.</summary>
    public int Load => _waiting + (_turnOpen || _onThread || _phase == Phase.New ? 1 : 0);

    /// <summary>
    /// Takes the activation for a turn on the calling thread, where nothing runs and nothing waits. The caller must then
    /// call <see cref="RunHere"/>.
    /// </summary>
    public bool TryEnter()
    {
        lock (this)
        {
            if (_onThread || _turnOpen || _firstWaiting is not null || _phase != Phase.Active)
            {
                return false;
            }

            _onThread = true;
            _turnOpen = true;
            return true;
        }
    }

    /// <summary>Runs a turn up to its first await that waits, on the calling thread.</summary>
    public void RunHere(Turn turn)
    {
        var frame = RuntimeContext.Enter(this);
        turn.Run(this);
        frame.Leave();
    }

    /// <summary>Gives up the calling thread after a turn that ended on it.</summary>
    public void LeaveAfter(Turn turn)
    {
        StepDownIfStale(turn.Started);
        Settle(turn, leaving: true);
    }

    /// <summary>Gives up the calling thread while the turn goes on.</summary>
    public void LeaveDuring() => Settle(ended: null, leaving: true);

    /// <summary>Puts a turn at the end of the queue; false when the activation is over.</summary>
    public bool TryEnqueue(Turn turn)
    {
        lock (this)
        {
            if (_phase == Phase.Gone)
            {
                return false;
            }

            turn.Activation = this;
            if (_lastWaiting is null)
            {
                _firstWaiting = turn;
            }
            else
            {
                _lastWaiting.Next = turn;
            }

            _lastWaiting = turn;
            _waiting++;
            if (_onThread || _turnOpen)
            {
                return true;
            }

            _onThread = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        return true;
    }

    /// <summary>Ends a turn, on whatever thread, and answers it.</summary>
    public void Finish(Turn turn)
    {
        StepDownIfStale(turn.Started);
        Settle(turn, leaving: false);
        turn.Ended();
    }

    /// <summary>Completes when no turn runs and none waits.</summary>
    public Task WhenQuiet()
    {
        lock (this)
        {
            return _onThread || _turnOpen || _firstWaiting is not null
                ? (
                    _quiet ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
                ).Task
                : Task.CompletedTask;
        }
    }

    private void Settle(Turn? ended, bool leaving)
    {
        lock (this)
        {
            if (ended is not null)
            {
                _turnOpen = false;
                TurnNumber++;
                ForgetWaits();
                if (ended.CountsAsUse)
                {
                    _lastUse = Silo.Collector.Epoch;
                }
            }

            // Whoever is on the thread, other than the one who leaves it, looks for more by itself.
            if (_onThread && !leaving)
            {
                return;
            }

            if (_work is not { Count: > 0 } && !HasNextTurn())
            {
                GiveUpThread();
                return;
            }

            _onThread = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    private bool HasNextTurn() =>
        !_turnOpen
        && _phase is Phase.New or Phase.Active
        && (_firstWaiting is not null || _deactivation is not null);

    private Turn? BeginNextTurn()
    {
        if (!HasNextTurn())
        {
            return null;
        }

        Turn? turn;
        if (_phase == Phase.New)
        {
            _phase = Phase.Activating;
            turn = new ActivateTurn();
        }
        else if (_deactivation is not null)
        {
            _phase = Phase.Deactivating;
            turn = new DeactivateTurn();
        }
        else
        {
            turn = DequeueWanted();
        }

        _turnOpen = turn is not null;
        return turn;
    }

    // What a time-out or cancellation has answered already is not started: nobody waits, and others do.
    private Turn? DequeueWanted()
    {
        while (Dequeue() is { } turn)
        {
            if (!turn.IsAbandoned)
            {
                return turn;
            }
        }

        return null;
    }

    private Turn? Dequeue()
    {
        var turn = _firstWaiting;
        if (turn is not null)
        {
            _firstWaiting = turn.Next;
            _lastWaiting = turn.Next is null ? null : _lastWaiting;
            turn.Next = null;
            _waiting--;
        }

        return turn;
    }

    // A stale version means that somebody else wrote the state: what is in memory must not be used again. The flag
    // keeps callers that let the exception through from stepping down as well.
    private void StepDownIfStale(Task started)
    {
        if (
            started.IsFaulted
            && started.Exception?.InnerException
                is InconsistentStateException { IsSourceActivation: true } stale
        )
        {
            stale.IsSourceActivation = false;
            Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationError, stale, stale.Message));
        }
    }
}
