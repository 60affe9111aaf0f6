namespace Ticketing.Queue.Board;

/// <summary>
/// What people of this process want of the line while a batch is on its way: it goes with the next one. Whoever
/// waits learns the fate of that batch.
/// </summary>
internal sealed class PendingBatch
{
    private readonly List<string> _joins = [];
    private readonly List<TaskCompletionSource<JoinResult>> _joiners = [];
    private readonly HashSet<long> _knocking = [];
    private readonly List<long> _leaving = [];
    private readonly List<long> _completed = [];
    private readonly List<PlaceExtension> _extended = [];
    private readonly TaskCompletionSource _done = NewSource();

    /// <summary>How many requests it holds.</summary>
    public int Count { get; private set; }

    /// <summary>Whether it takes one more request.</summary>
    public bool HasRoom => Count < QueueBatch.MaxRequests;

    public Task<JoinResult> Join(string userId)
    {
        var joiner = new TaskCompletionSource<JoinResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _joins.Add(userId);
        _joiners.Add(joiner);
        Count++;
        return joiner.Task;
    }

    public Task Knock(long number)
    {
        _knocking.Add(number);
        return Wait();
    }

    public Task Leave(long number)
    {
        _leaving.Add(number);
        return Wait();
    }

    public Task Complete(long number)
    {
        _completed.Add(number);
        return Wait();
    }

    public Task Extend(PlaceExtension extension)
    {
        _extended.Add(extension);
        return Wait();
    }

    public Task Wait()
    {
        Count++;
        return _done.Task;
    }

    public QueueBatch ToBatch(QueueChanges? known, ImmutableArray<long> heard) =>
        new(
            known?.Epoch ?? 0,
            known?.Version ?? 0,
            [.. _joins],
            heard,
            [.. _knocking],
            [.. _leaving],
            [.. _completed],
            [.. _extended]
        );

    public void Succeed(ImmutableArray<JoinResult> joins)
    {
        for (var i = 0; i < _joiners.Count; i++)
        {
            _joiners[i].SetResult(joins[i]);
        }
        _done.SetResult();
    }

    public void Fail(Exception exception)
    {
        foreach (var joiner in _joiners)
        {
            joiner.SetException(exception);
        }
        _done.SetException(exception);
        // Nobody may be waiting: an exception that is not looked at is not an error.
        _ = _done.Task.Exception;
    }

    private static TaskCompletionSource NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
