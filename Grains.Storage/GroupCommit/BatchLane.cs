using System.Threading.Channels;

namespace Ticketing.Storage;

/// <summary>
/// Hands what waits to the database, everything that has gathered at once, one batch after the other and in the order of
/// arrival. While one batch is under way the next one gathers: nothing is ever delayed by the clock to make a
/// batch larger.
/// </summary>
internal sealed class BatchLane<T> : IAsyncDisposable
    where T : PendingOperation
{
    private readonly Channel<T> _waiting = Channel.CreateUnbounded<T>();
    private readonly List<T> _batch = [];
    private readonly WaitingRoom _room;
    private readonly Func<IReadOnlyList<T>, Task> _process;
    private readonly GroupCommitStorageOptions _options;
    private readonly Task _loop;

    /// <param name="room">Where the waiting operations of this and other lanes are counted.</param>
    /// <param name="process">
    /// Answers every operation of a batch, or throws <see cref="StorageUnavailableException"/>; then the lane answers
    /// the batch, and all that waits behind it, with that exception.
    /// </param>
    /// <param name="options">The limits of a batch.</param>
    public BatchLane(
        WaitingRoom room,
        Func<IReadOnlyList<T>, Task> process,
        GroupCommitStorageOptions options
    )
    {
        _room = room;
        _process = process;
        _options = options;
        _loop = Task.Run(RunAsync);
    }

    /// <exception cref="StorageUnavailableException">Too much waits already, or the storage is stopping.</exception>
    public void Enqueue(T operation)
    {
        _room.Enter(operation.Bytes);
        if (!_waiting.Writer.TryWrite(operation))
        {
            _room.Leave(operation.Bytes);
            throw new StorageUnavailableException(
                "The storage is stopping. Nothing was stored.",
                _options.RetryAfter
            );
        }
    }

    /// <summary>Takes no more, and ends when all that was taken has its answer.</summary>
    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _loop.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            // Behind whatever can run now: what it has to write goes with this batch. On an idle machine that is nothing.
            await Task.Yield();
            Gather();
            if (_batch.Count > 0)
            {
                await ProcessAsync().ConfigureAwait(false);
            }
        }
    }

    private void Gather()
    {
        _batch.Clear();
        long bytes = 0;
        while (_batch.Count < _options.MaxBatch && _waiting.Reader.TryPeek(out var next))
        {
            if (_batch.Count > 0 && bytes + next.Bytes > _options.MaxBatchBytes)
            {
                return;
            }

            bytes += next.Bytes;
            TakeNext(_batch);
        }
    }

    private async Task ProcessAsync()
    {
        try
        {
            await _process(_batch).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            FailBatch(exception);
            if (exception is StorageUnavailableException)
            {
                // Each of those that wait would run into the same time-out, one after the other: they hear it now.
                FailWaiting(exception);
            }
        }
    }

    private void FailWaiting(Exception exception)
    {
        var count = _waiting.Reader.Count;
        _batch.Clear();
        while (count-- > 0 && TakeNext(_batch)) { }

        FailBatch(exception);
    }

    private void FailBatch(Exception exception)
    {
        foreach (var operation in _batch)
        {
            // An exception object is thrown once: each waiting caller gets its own.
            operation.Fail(
                exception is StorageUnavailableException unavailable
                    ? new StorageUnavailableException(
                        unavailable.Message,
                        unavailable.RetryAfter,
                        unavailable.InnerException
                    )
                    : exception
            );
        }
    }

    private bool TakeNext(List<T> batch)
    {
        if (!_waiting.Reader.TryRead(out var operation))
        {
            return false;
        }

        _room.Leave(operation.Bytes);
        if (operation.TryTake())
        {
            batch.Add(operation);
        }

        return true;
    }
}
