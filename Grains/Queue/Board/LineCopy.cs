using Ticketing.Queue.Line;

namespace Ticketing.Queue.Board;

/// <summary>
/// An immutable copy of the line. Whoever reads it needs no lock; a change makes a new copy that shares all segments
/// of 256 blocks in which nothing changed. What is in front of a number is counted exactly: whole segments and blocks
/// by sums kept beside them, and at most 127 bytes of its own block.
/// </summary>
internal sealed class LineCopy
{
    private const int SegmentShift = 8;
    private const int SegmentSize = 1 << SegmentShift;

    private readonly Segment?[] _segments;
    private readonly long[] _waitingBefore;
    private readonly int _firstSegment;

    private LineCopy(QueueChanges changes, DateTimeOffset asOf, Segment?[] segments, int firstSegment)
    {
        AsOf = asOf;
        Changes = changes with { Blocks = [] };
        (_segments, _firstSegment) = (segments, firstSegment);
        _waitingBefore = new long[segments.Length];
        for (var i = 1; i < segments.Length; i++)
        {
            _waitingBefore[i] = _waitingBefore[i - 1] + (segments[i - 1]?.Waiting ?? 0);
        }
    }

    /// <summary>The figures of the line, without the blocks.</summary>
    public QueueChanges Changes { get; }

    /// <summary>When the line was like this.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>A copy of what was sent whole, or of what changed since the copy before.</summary>
    public static LineCopy Take(LineCopy? before, QueueChanges changes, DateTimeOffset asOf)
    {
        var blocks = changes.Blocks;
        var first = changes.FirstBlock >> SegmentShift;
        var last = LineBlock.IndexOf(changes.NextNumber) >> SegmentShift;
        var segments = new Segment?[last - first + 1];
        if (!changes.IsFull && before is not null)
        {
            for (var i = 0; i < segments.Length; i++)
            {
                segments[i] = before.SegmentAt(i + first);
            }
        }
        foreach (var group in blocks.GroupBy(block => block.Index >> SegmentShift))
        {
            segments[group.Key - first] = new Segment(segments[group.Key - first], group);
        }
        return new LineCopy(changes, asOf, segments, first);
    }

    /// <summary>Where a number stands, and how many wait in front of it.</summary>
    public PlacePhase Find(long number, out long ahead, out DateTimeOffset? activeUntil)
    {
        ahead = 0;
        activeUntil = null;
        if (number < 1 || number >= Changes.NextNumber)
        {
            return PlacePhase.None;
        }
        var index = LineBlock.IndexOf(number);
        if (SegmentAt(index >> SegmentShift) is not { } segment)
        {
            return PlacePhase.None;
        }
        var inSegment = index & (SegmentSize - 1);
        if (segment.Blocks[inSegment] is not { } block)
        {
            return PlacePhase.None;
        }
        var offset = LineBlock.OffsetOf(number);
        var phases = block.Phases.AsSpan();
        if (offset >= phases.Length)
        {
            return PlacePhase.None;
        }
        var phase = (PlacePhase)phases[offset];
        if (phase == PlacePhase.Waiting)
        {
            ahead =
                _waitingBefore[(index >> SegmentShift) - _firstSegment]
                + segment.WaitingBefore[inSegment]
                + phases[..offset].Count((byte)PlacePhase.Waiting);
        }
        else if (phase == PlacePhase.Active)
        {
            activeUntil = UntilOf(block, number);
        }
        return phase;
    }

    private static DateTimeOffset? UntilOf(BlockCopy block, long number)
    {
        foreach (ref readonly var place in block.Active.AsSpan())
        {
            if (place.Number == number)
            {
                return place.Until;
            }
        }
        return null;
    }

    private Segment? SegmentAt(int index)
    {
        var i = index - _firstSegment;
        return i >= 0 && i < _segments.Length ? _segments[i] : null;
    }

    private sealed class Segment
    {
        public Segment(Segment? before, IEnumerable<BlockCopy> changed)
        {
            Blocks = before is null ? new BlockCopy?[SegmentSize] : [.. before.Blocks];
            foreach (var block in changed)
            {
                Blocks[block.Index & (SegmentSize - 1)] = block;
            }
            WaitingBefore = new int[SegmentSize];
            for (var i = 0; i < SegmentSize; i++)
            {
                WaitingBefore[i] = Waiting;
                Waiting += Blocks[i]?.Phases.AsSpan().Count((byte)PlacePhase.Waiting) ?? 0;
            }
        }

        public BlockCopy?[] Blocks { get; }

        public int[] WaitingBefore { get; }

        public int Waiting { get; }
    }
}
