using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Ticketing.Queue.Board;

/// <summary>
/// This process's copy of one line, and its one way to it. Polls are answered from the copy, without a grain call,
/// a lock or the database. Everything that must reach the line is gathered while a batch is on its way and goes with
/// the next one, so a crowd costs the line a few calls, not one each. The answer to every batch brings the copy up to
/// date, so a process sees what it did itself at once, and what others did within the copy interval.
/// </summary>
public sealed partial class QueueBoard : IAsyncDisposable
{
    private const int LongestHeardMs = 1000;

    private readonly IQueueGrain _line;
    private readonly QueueOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );
    private readonly Lock _gate = new();
    private readonly HeardSet _heard = new();
    private readonly ITimer _timer;
    private readonly Task _loop;
    private readonly Queue<PendingBatch> _batches = new();
    private PendingBatch _last = new();
    private int _waiting;
    private bool _hasEnded;
    private TaskCompletionSource _changed = NewSource();
    private LineCopy? _copy;
    private DateTimeOffset _reported;

    internal QueueBoard(
        string queueId,
        IQueueGrain line,
        QueueOptions options,
        TimeProvider clock,
        ILogger<QueueBoard> logger
    )
    {
        (QueueId, _line, _options, _clock, _logger) = (queueId, line, options, clock, logger);
        var interval = TimeSpan.FromMilliseconds(options.CopyIntervalMilliseconds);
        _timer = clock.CreateTimer(_ => Wake(), null, interval, interval);
        // The loop belongs to nobody's call, whoever needed the board first.
        using var _ = ExecutionContext.SuppressFlow();
        _loop = Task.Run(RunAsync);
    }

    /// <summary>Which queue.</summary>
    public string QueueId { get; }

    /// <summary>Grows with each change of the copy.</summary>
    public long Version { get; private set; }

    /// <summary>When the copy was last like the line.</summary>
    public DateTimeOffset AsOf => Volatile.Read(ref _copy)?.AsOf ?? default;

    /// <summary>The queue's settings, as the copy has them.</summary>
    public QueueSettings Settings => Volatile.Read(ref _copy)?.Changes.Settings ?? _options.ToSettings();

    /// <summary>Gives a user who exists a place in the line, or the one that the user has.</summary>
    /// <exception cref="QueueBusyException">Too many requests of this process wait already.</exception>
    public Task<JoinResult> JoinAsync(string userId, CancellationToken cancellationToken = default) =>
        Ask(pending => pending.Join(userId)).WaitAsync(cancellationToken);

    /// <summary>Notes that somebody with that number was heard of; told to the line within a second.</summary>
    public void Hear(long number) => _heard.Add(number);

    /// <summary>Where a number stands, from the copy alone. Ends by the clock are shown at once.</summary>
    public PlaceView Look(long number)
    {
        if (Volatile.Read(ref _copy) is not { } copy)
        {
            return default;
        }
        var phase = copy.Find(number, out var ahead, out var until);
        if (phase == PlacePhase.Active && until <= _clock.GetUtcNow())
        {
            (phase, until) = (PlacePhase.ServiceTime, null);
        }
        var line = copy.Changes;
        var wait =
            phase == PlacePhase.Waiting
                ? WaitRules.Estimate(ahead, line.Settings, line.Active, line.Outflow)
                : default;
        return new PlaceView(
            phase,
            ahead,
            until,
            wait,
            WaitRules.PollAfter(phase, wait, line.Settings),
            copy.AsOf
        );
    }

    /// <summary>
    /// A poll: the number is heard of, and its place is answered from the copy. The line is asked only by whoever is
    /// at the front with room left, and about a number that the copy does not know.
    /// </summary>
    public ValueTask<PlaceView> PollAsync(long number, CancellationToken cancellationToken = default)
    {
        _heard.Add(number);
        var view = Look(number);
        return view.Phase switch
        {
            PlacePhase.None => FindAsync(number, cancellationToken),
            PlacePhase.Waiting when view.Ahead == 0 && MayAdmit() => KnockAsync(number, cancellationToken),
            _ => new ValueTask<PlaceView>(view),
        };
    }

    /// <summary>Somebody leaves the line, or gives an active place back.</summary>
    public Task LeaveAsync(long number, CancellationToken cancellationToken = default) =>
        Ask(pending => pending.Leave(number)).WaitAsync(cancellationToken);

    /// <summary>Somebody has paid: the place is used up. On disk when it answers.</summary>
    public Task CompleteAsync(long number, CancellationToken cancellationToken = default) =>
        Ask(pending => pending.Complete(number)).WaitAsync(cancellationToken);

    /// <summary>Somebody holds a seat: the place lasts until the hold's end, where that is later.</summary>
    public Task ExtendAsync(
        long number,
        DateTimeOffset until,
        CancellationToken cancellationToken = default
    ) => Ask(pending => pending.Extend(new PlaceExtension(number, until))).WaitAsync(cancellationToken);

    /// <summary>Waits until the copy is at least as new as this call.</summary>
    public Task SyncAsync(CancellationToken cancellationToken = default) =>
        Ask(pending => pending.Wait()).WaitAsync(cancellationToken);

    /// <summary>Waits until the copy is newer than that version.</summary>
    public Task WaitForChangeAsync(long version, CancellationToken cancellationToken = default)
    {
        var changed = Volatile.Read(ref _changed).Task;
        return Version > version ? Task.CompletedTask : changed.WaitAsync(cancellationToken);
    }

    /// <summary>Sends what is gathered, then ends. What is asked after that is refused.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _hasEnded = true;
        }
        await _timer.DisposeAsync();
        _wake.Writer.TryWrite(true);
        _wake.Writer.TryComplete();
        await _loop;
    }

    private static TaskCompletionSource NewSource() =>
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool MayAdmit()
    {
        var line = _copy!.Changes;
        return !line.Settings.Paused && line.Active < line.Settings.Capacity;
    }

    private async ValueTask<PlaceView> KnockAsync(long number, CancellationToken cancellationToken)
    {
        await Ask(pending => pending.Knock(number)).WaitAsync(cancellationToken);
        return Look(number);
    }

    // A number from the future was given out through another process; one from the past has ended long ago.
    private async ValueTask<PlaceView> FindAsync(long number, CancellationToken cancellationToken)
    {
        if (number >= (_copy?.Changes.NextNumber ?? 0))
        {
            await SyncAsync(cancellationToken);
        }
        var view = Look(number);
        return view.Phase != PlacePhase.None
            ? view
            : view with
            {
                Phase = await _line.FindAsync(number).WaitAsync(cancellationToken),
            };
    }

    private T Ask<T>(Func<PendingBatch, T> want)
        where T : Task
    {
        T answer;
        lock (_gate)
        {
            // Nothing sends it any more. A grain that waited for an answer would keep its silo from stopping.
            if (_hasEnded)
            {
                throw new SiloUnavailableException(
                    $"This process stops and sends nothing more to queue {QueueId}. Repeat the call."
                );
            }
            if (_waiting >= _options.MaxPending)
            {
                throw new QueueBusyException(QueueId);
            }
            if (!_last.HasRoom)
            {
                _batches.Enqueue(_last);
                _last = new PendingBatch();
            }
            answer = want(_last);
            _waiting++;
        }
        Wake();
        return answer;
    }

    private void Wake() => _wake.Writer.TryWrite(true);

    private async Task RunAsync()
    {
        while (await _wake.Reader.WaitToReadAsync())
        {
            _wake.Reader.TryRead(out _);
            bool more;
            do
            {
                await SendAsync(NextBatch(out more));
            } while (more);
        }
    }

    private PendingBatch NextBatch(out bool more)
    {
        lock (_gate)
        {
            more = _batches.Count > 0;
            if (!_batches.TryDequeue(out var batch))
            {
                (batch, _last) = (_last, new PendingBatch());
            }
            _waiting -= batch.Count;
            return batch;
        }
    }

    private async Task SendAsync(PendingBatch batch)
    {
        var now = _clock.GetUtcNow();
        var heard = ImmutableArray<long>.Empty;
        try
        {
            // At once where the clock was set back: until it shows that time again the line would hear of nobody.
            if (now < _reported || now - _reported >= HeardInterval())
            {
                heard = _heard.Drain();
                _reported = now;
            }
            var result = await _line.ApplyAsync(batch.ToBatch(_copy?.Changes, heard));
            Take(result.Changes, now);
            batch.Succeed(result.Joins);
        }
        catch (Exception exception)
        {
            foreach (var number in heard)
            {
                _heard.Add(number);
            }
            LogNotReached(exception, QueueId);
            batch.Fail(exception);
        }
    }

    // Often enough that nobody is taken for silent who is not, be the times that operators set ever so short.
    private TimeSpan HeardInterval()
    {
        var settings = Settings;
        var shortest = Math.Min(settings.NoShowSeconds, settings.WaitingIdleSeconds);
        return TimeSpan.FromMilliseconds(Math.Min(LongestHeardMs, shortest * 1000 / 8));
    }

    private void Take(QueueChanges changes, DateTimeOffset asOf)
    {
        var before = _copy?.Changes;
        var isSame =
            before is not null
            && changes.Epoch == before.Epoch
            && changes.Blocks.IsEmpty
            && changes with { Version = before.Version, Blocks = before.Blocks } == before;
        Volatile.Write(ref _copy, LineCopy.Take(_copy, changes, asOf));
        if (!isSame)
        {
            Version++;
            Interlocked.Exchange(ref _changed, NewSource()).SetResult();
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The line {QueueId} was not reached; polls go on from the copy")]
    private partial void LogNotReached(Exception exception, string queueId);
}
