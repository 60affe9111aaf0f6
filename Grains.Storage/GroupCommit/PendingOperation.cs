namespace Ticketing.Storage;

/// <summary>
/// One read or write of one row, and the promise of its answer. It is taken exactly once: by a lane, or, while it still
/// waits, by its caller's cancellation.
/// </summary>
internal abstract class PendingOperation(string stateName, string key)
{
    private int _taken;

    public string StateName { get; } = stateName;

    public string Key { get; } = key;

    /// <summary>What the operation carries to the database, in bytes.</summary>
    public abstract int Bytes { get; }

    /// <summary>Claims the operation; only one claim ever succeeds.</summary>
    public bool TryTake() => Interlocked.Exchange(ref _taken, 1) == 0;

    /// <summary>Answers with a failure; does nothing if there is an answer already.</summary>
    public abstract void Fail(Exception exception);

    /// <summary>The lane of several that owns this row: always the same one, so that a row's order holds.</summary>
    public int LaneOf(int lanes) =>
        lanes == 1 ? 0 : (int)((uint)HashCode.Combine(StateName, Key) % (uint)lanes);
}

/// <summary>A <see cref="PendingOperation"/> that is answered with a <typeparamref name="TAnswer"/>.</summary>
internal abstract class PendingOperation<TAnswer>(string stateName, string key)
    : PendingOperation(stateName, key)
{
    // A lane never runs anybody else's code. A grain's goes back to the grain's own scheduler wherever the answer is
    // given, so what the storage itself does before that can run at once, and spares a way through the thread pool.
    private readonly TaskCompletionSource<TAnswer> _answer = new(
        TaskScheduler.Current == TaskScheduler.Default
            ? TaskCreationOptions.RunContinuationsAsynchronously
            : TaskCreationOptions.None
    );

    public override void Fail(Exception exception) => _answer.TrySetException(exception);

    public void Answer(TAnswer answer) => _answer.TrySetResult(answer);

    /// <summary>
    /// The answer. Cancellation is honoured while the operation waits; once a lane has taken it, the answer is what the
    /// database says, so that a cancelled write is known not to have been stored.
    /// </summary>
    public Task<TAnswer> AnswerAsync(CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled ? AnswerOrCancelAsync(cancellationToken) : _answer.Task;

    private async Task<TAnswer> AnswerOrCancelAsync(CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) =>
            {
                var pending = (PendingOperation<TAnswer>)state!;
                if (pending.TryTake())
                {
                    pending._answer.TrySetCanceled(token);
                }
            },
            this
        );
        return await _answer.Task.ConfigureAwait(false);
    }
}

/// <summary>A row as it is stored.</summary>
/// <param name="Version">1 for the first write, one more for each later one.</param>
/// <param name="Payload">The state as UTF-8 JSON; null for a tombstone.</param>
internal readonly record struct StoredState(long Version, byte[]? Payload);

/// <summary>The read of one row. The answer is null where no row was ever written.</summary>
internal sealed class PendingRead(string stateName, string key)
    : PendingOperation<StoredState?>(stateName, key)
{
    public override int Bytes => 0;
}

/// <summary>What became of a write.</summary>
/// <param name="Stored">True when the row is committed; false when its version was not the next one.</param>
/// <param name="StoredVersion">
/// The version in the database after the commit; 0 when there is no row, null when it could not be read.
/// </param>
internal readonly record struct WriteAnswer(bool Stored, long? StoredVersion);

/// <summary>The write of one row.</summary>
internal sealed class PendingWrite(
    string stateName,
    string key,
    long version,
    byte[]? payload,
    long writtenAt
) : PendingOperation<WriteAnswer>(stateName, key)
{
    /// <summary>The version this write makes; it is stored only over the version before it, or over no row for 1.</summary>
    public long Version { get; } = version;

    /// <summary>The state as UTF-8 JSON; null to leave a tombstone.</summary>
    public byte[]? Payload { get; } = payload;

    /// <summary>When the grain asked, in Unix milliseconds.</summary>
    public long WrittenAt { get; } = writtenAt;

    public override int Bytes => Payload?.Length ?? 0;
}
