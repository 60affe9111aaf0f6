namespace Orleans.Runtime;

public abstract partial class GrainReference
{
    private readonly ReferenceKind _kind;

    // The activation that was called last. Holding it costs nothing: it knows when it is over, and is asked first.
    private Activation? _target;

    internal GrainReference(GrainId grainId, ReferenceKind kind)
    {
        GrainId = grainId;
        _kind = kind;
    }

    internal object CastTo(Type grainInterface) =>
        grainInterface.IsInstanceOfType(this) ? this : _kind.Silo.References.Make(grainInterface, GrainId);

    /// <summary>
    /// Calls a method. Where the grain is idle its turn begins on this thread, and a turn that ends without waiting costs
    /// no more than that; everywhere else the turn queues, and the caller waits for an <see cref="Answer"/>.
    /// </summary>
    internal Task Call<TArguments, TResult>(GrainMethod<TArguments, TResult> method, TArguments arguments)
    {
        var caller = RuntimeContext.Current;
        var silo = _kind.Silo;
        if (!silo.Accepts(caller))
        {
            return Task.FromException<TResult>(silo.Unavailable());
        }

        var token = method.TokenOf(arguments);
        if (token.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(token);
        }

        var turn = new CallTurn<TArguments, TResult>(method, arguments);
        if (method.OneWay)
        {
            silo.Dispatch(turn, GrainId, _kind.Class);
            return Task.CompletedTask;
        }

        if (RuntimeContext.MayNest)
        {
            var target = Target();
            if (target.TryEnter())
            {
                return CallHere(turn, method, target, caller, token);
            }
        }

        turn.Answer = new Answer<TResult>(silo, method.Name, caller);
        turn.Answer.Await(token);
        silo.Dispatch(turn, GrainId, _kind.Class);
        return turn.Answer.Task;
    }

    private static Task CallHere<TArguments, TResult>(
        CallTurn<TArguments, TResult> turn,
        GrainMethod<TArguments, TResult> method,
        Activation target,
        Activation? caller,
        CancellationToken token
    )
    {
        // The target was idle, so this wait closes no circle; but it can be part of one that its calls would close.
        var callerTurn = caller?.TurnNumber ?? 0;
        var waits = caller is { IsInTurn: true };
        if (waits)
        {
            caller!.AddWait(target);
        }

        target.RunHere(turn);
        var started = turn.Started;
        if (started.IsCompleted)
        {
            if (waits)
            {
                caller!.RemoveWait(target, callerTurn);
            }

            target.LeaveAfter(turn);
            return typeof(TResult) == typeof(Nothing) || started is Task<TResult>
                ? started
                : Task.FromException<TResult>(started.Exception!.InnerException!);
        }

        var answer = new Answer<TResult>(target.Silo, method.Name, caller);
        if (waits)
        {
            answer.AimAtIdle(target);
        }

        turn.Answer = answer;
        answer.Await(token);
        turn.TellWhenEnded();
        target.LeaveDuring();
        return answer.Task;
    }

    private Activation Target()
    {
        var target = _target;
        if (target is null || target.IsGone || _kind.Class.MaxWorkers > 0)
        {
            _target = target = _kind.Silo.Directory.Choose(GrainId, _kind.Class);
        }

        return target;
    }
}
