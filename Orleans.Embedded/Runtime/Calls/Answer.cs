namespace Orleans.Runtime;

/// <summary>
/// What a caller waits for. It is given once, by whoever is first: the end of the turn, the time-out, cancellation, or
/// the end of the runtime.
/// </summary>
internal abstract class Answer
{
    private readonly Silo _silo;
    private readonly string _method;
    private readonly Activation? _caller;
    private readonly int _callerTurn;
    private CancellationTokenRegistration _cancellation;
    private CancellationToken _token;
    private Activation? _target;
    private int _given;

    protected Answer(Silo silo, string method, Activation? caller)
    {
        _silo = silo;
        _method = method;
        _caller = caller is { IsInTurn: true } ? caller : null;
        _callerTurn = caller?.TurnNumber ?? 0;
    }

    public bool IsGiven => Volatile.Read(ref _given) != 0;

    // The place in the list of the time-outs, guarded by that list.
    public Answer? Earlier { get; set; }

    public Answer? Later { get; set; }

    public CallTimeouts.Shard? Shard { get; set; }

    public long Deadline { get; set; }

    /// <summary>Starts the time-out, and listens to the caller's token.</summary>
    public void Await(CancellationToken token)
    {
        _token = token;
        _silo.Timeouts.Add(this);
        if (token.CanBeCanceled)
        {
            var registration = token.UnsafeRegister(
                static (state, token) => ((Answer)state!).GiveCancelled(token),
                this
            );
            _cancellation = registration;
            if (IsGiven)
            {
                registration.Unregister();
            }
        }
    }

    /// <summary>Notes a wait that is known to close no circle, because the target was idle.</summary>
    public void AimAtIdle(Activation target) => _target = _caller is null ? null : target;

    /// <summary>Notes for whom the caller waits now; false when that closed a circle, which is then the answer.</summary>
    public bool TryAim(Activation target)
    {
        if (_caller is null || IsGiven)
        {
            return true;
        }

        if (_target is { } previous)
        {
            _target = null;
            _caller.RemoveWait(previous, _callerTurn);
        }

        // A turn that is over waits for nothing, though it left the call behind.
        if (_caller.TurnNumber != _callerTurn)
        {
            return true;
        }

        if (_silo.Waits.Add(_caller, target) is { } cycle)
        {
            GiveException(new GrainCallCycleException(cycle));
            return false;
        }

        _target = target;
        return true;
    }

    public void GiveTimeout() =>
        GiveException(
            new TimeoutException(
                $"Response did not arrive on time in {_silo.Timeouts.Timeout} for call {_method}. The call may still be "
                    + "waiting or running."
            )
        );

    public abstract void GiveException(Exception exception);

    protected abstract void GiveCancelled(CancellationToken token);

    /// <summary>
    /// Answers a caller who has cancelled with just that. The grain may hear of it first and end its turn at once, but
    /// who cancels a call must not have to expect its result.
    /// </summary>
    protected bool GiveCancelledIfAsked()
    {
        if (!_token.IsCancellationRequested)
        {
            return false;
        }

        GiveCancelled(_token);
        return true;
    }

    /// <summary>True for the first who asks.</summary>
    protected bool TryGive()
    {
        if (Interlocked.Exchange(ref _given, 1) != 0)
        {
            return false;
        }

        Shard?.Remove(this);
        _cancellation.Unregister();
        if (_target is not null)
        {
            _caller?.RemoveWait(_target, _callerTurn);
        }

        return true;
    }
}

/// <summary>An answer with its result. Callers go on on threads of their own, never inside the turn that answers.</summary>
internal sealed class Answer<TResult>(Silo silo, string method, Activation? caller)
    : Answer(silo, method, caller)
{
    private readonly TaskCompletionSource<TResult> _source = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public Task<TResult> Task => _source.Task;

    public void GiveResultOf(Task ended)
    {
        if (GiveCancelledIfAsked() || !TryGive())
        {
            return;
        }

        if (ended is Task<TResult> typed)
        {
            _source.SetFromTask(typed);
        }
        else if (ended.IsCompletedSuccessfully)
        {
            _source.SetResult(default!);
        }
        else if (ended.IsFaulted)
        {
            _source.SetException(ended.Exception!.InnerExceptions);
        }
        else
        {
            _source.SetCanceled(new TaskCanceledException(ended).CancellationToken);
        }
    }

    public override void GiveException(Exception exception)
    {
        if (TryGive())
        {
            _source.SetException(exception);
        }
    }

    protected override void GiveCancelled(CancellationToken token)
    {
        if (TryGive())
        {
            _source.SetCanceled(token);
        }
    }
}
