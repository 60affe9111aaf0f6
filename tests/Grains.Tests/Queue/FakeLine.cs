using System.Collections.Immutable;
using NSubstitute;
using Ticketing.Queue;
using Ticketing.Queue.Line;

namespace Ticketing.Tests.Queue;

/// <summary>A line without grain and storage, which counts the calls and can be held up or fail.</summary>
internal sealed class FakeLine
{
    public static readonly QueueSettings Open = new();
    public static readonly QueueSettings Closed = new(Capacity: 0);

    private long _epoch = 1;
    private Gate? _gate;

    public FakeLine()
    {
        Grain.ApplyAsync(Arg.Any<QueueBatch>()).Returns(call => ApplyAsync(call.Arg<QueueBatch>()));
        Grain.FindAsync(Arg.Any<long>()).Returns(call => Harness.Line.PhaseOf(call.Arg<long>()));
    }

    /// <summary>The line as a board sees it.</summary>
    public IQueueGrain Grain { get; } = Substitute.For<IQueueGrain>();

    public LineHarness Harness { get; } = new(Open);

    public int Calls { get; private set; }

    public bool Fail { get; set; }

    public List<long> Heard { get; } = [];

    public Func<long> NowMs { get; set; } = () => 0;

    /// <summary>The next call waits until it is released.</summary>
    public Gate HoldNext() => _gate = new Gate();

    public void Restart() => _epoch++;

    private async Task<QueueBatchResult> ApplyAsync(QueueBatch batch)
    {
        if (Interlocked.Exchange(ref _gate, null) is { } gate)
        {
            await gate.PassAsync();
        }
        Calls++;
        Heard.AddRange(batch.Heard);
        if (Fail)
        {
            throw new InvalidOperationException("The line is not there.");
        }
        var (line, settings) = (Harness.Line, Harness.Settings);
        line.NextVersion();
        var joins = batch.Joins.Select(_ => Join(line, settings)).ToImmutableArray();
        foreach (var number in batch.Knocking)
        {
            LineRules.AdmitAtFront(line, settings, number, Moment.Of(NowMs(), NowMs()));
        }
        var isFull = batch.KnownEpoch != _epoch;
        var changes = LineHarness.Changes(line, settings, isFull ? 0 : batch.KnownVersion, isFull);
        return new QueueBatchResult(joins, changes with { Epoch = _epoch });
    }

    private JoinResult Join(WaitingLine line, QueueSettings settings)
    {
        var number = line.Join(default);
        LineRules.AdmitAtFront(line, settings, number, Moment.Of(NowMs(), NowMs()));
        return new JoinResult(JoinStatus.Joined, number, DateTimeOffset.UnixEpoch);
    }

    internal sealed class Gate
    {
        private readonly TaskCompletionSource _entered = new();
        private readonly TaskCompletionSource _released = new();

        public Task Entered => _entered.Task;

        public void Release() => _released.SetResult();

        public Task PassAsync()
        {
            _entered.TrySetResult();
            return _released.Task;
        }
    }
}
