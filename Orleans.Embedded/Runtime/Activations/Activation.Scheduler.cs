namespace Orleans.Runtime;

// The scheduler: continuations and tasks of the grain, one at a time.
internal sealed partial class Activation
{
    // After so many pieces of work the thread is given to others first.
    private const int WorkPerVisit = 64;

    private Queue<Task>? _work;
    private bool _onThread;

    void IThreadPoolWorkItem.Execute()
    {
        var frame = RuntimeContext.Enter(this);
        try
        {
            for (var done = 0; done < WorkPerVisit; done++)
            {
                if (!DoNext())
                {
                    return;
                }
            }
        }
        finally
        {
            frame.Leave();
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override void QueueTask(Task task)
    {
        lock (this)
        {
            (_work ??= new Queue<Task>(2)).Enqueue(task);
            if (_onThread)
            {
                return;
            }

            _onThread = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    // Only the thread that is this activation's may go on at once; all others queue.
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        ReferenceEquals(RuntimeContext.Current, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (this)
        {
            return _work?.ToArray() ?? [];
        }
    }

    // False when nothing was left and the thread has been given up.
    private bool DoNext()
    {
        Task? task = null;
        Turn? turn = null;
        lock (this)
        {
            if (_work is null || !_work.TryDequeue(out task))
            {
                turn = BeginNextTurn();
                if (turn is null)
                {
                    GiveUpThread();
                    return false;
                }
            }
        }

        if (task is not null)
        {
            TryExecuteTask(task);
        }
        else
        {
            turn!.Run(this);
            if (turn.Started.IsCompleted)
            {
                Finish(turn);
            }
            else
            {
                turn.TellWhenEnded();
            }
        }

        return true;
    }

    private void GiveUpThread()
    {
        _onThread = false;
        if (!_turnOpen)
        {
            _quiet?.TrySetResult();
            _quiet = null;
        }
    }
}
