using System.Diagnostics;

namespace Orleans.Runtime;

/// <summary>
/// What flows with a call, and nothing else: the values of <see cref="RequestContext"/> and the current trace. Other
/// ambient values of the caller stay with the caller, as they would if the grain were in another process.
/// </summary>
internal sealed class CallFlow
{
    /// <summary>The execution context of a thread on which nothing ambient was ever set.</summary>
    private static readonly ExecutionContext s_clean = CaptureClean();

    private readonly Activity? _activity = Activity.Current;
    private readonly Dictionary<string, object>? _values = RequestContext.Values;

    /// <summary>Makes a task that will run in a clean context, and keeps what flows; null when there is nothing.</summary>
    public static CallFlow? NewTask(Action<object?> action, object state, out Task task)
    {
        if (ReferenceEquals(ExecutionContext.Capture(), s_clean))
        {
            task = new Task(action, state, TaskCreationOptions.DenyChildAttach);
            return null;
        }

        var flow = new CallFlow();
        Task? made = null;
        ExecutionContext.Run(
            s_clean,
            _ => made = new Task(action, state, TaskCreationOptions.DenyChildAttach),
            state: null
        );
        task = made!;
        return flow._activity is null && flow._values is null ? null : flow;
    }

    /// <summary>Makes it current, within the task.</summary>
    public void Restore()
    {
        if (_activity is not null)
        {
            Activity.Current = _activity;
        }

        if (_values is not null)
        {
            RequestContext.Values = _values;
        }
    }

    private static ExecutionContext CaptureClean()
    {
        ExecutionContext? clean = null;
        var thread = new Thread(() => clean = ExecutionContext.Capture());
        thread.UnsafeStart();
        thread.Join();
        return clean!;
    }
}
