using System.Collections.Concurrent;
using System.Threading.Tasks.Sources;

namespace Ticketing.Bench.RedisLine;

/// <summary>An answer that is awaited; used again and again, so that a command allocates nothing for it.</summary>
internal sealed class Reply : IValueTaskSource<RedisValue>
{
    private static readonly ConcurrentBag<Reply> Pool = [];
    private ManualResetValueTaskSourceCore<RedisValue> core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Takes one that is free.</summary>
    public static Reply Rent() => Pool.TryTake(out var free) ? free : new Reply();

    /// <summary>Waits for the answer, once.</summary>
    public ValueTask<RedisValue> WaitAsync() => new(this, core.Version);

    /// <summary>Tells the answer.</summary>
    public void Complete(RedisValue value) => core.SetResult(value);

    /// <summary>Tells that none will come.</summary>
    public void Fail(Exception why) => core.SetException(why);

    /// <inheritdoc/>
    public RedisValue GetResult(short token)
    {
        try
        {
            return core.GetResult(token);
        }
        finally
        {
            core.Reset();
            Pool.Add(this);
        }
    }

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(
        Action<object?> continuation,
        object? state,
        short token,
        ValueTaskSourceOnCompletedFlags flags
    ) => core.OnCompleted(continuation, state, token, flags);
}
