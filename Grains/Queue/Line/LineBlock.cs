namespace Ticketing.Queue.Line;

/// <summary>128 neighbouring numbers of the line, a few bytes each. Numbers count from 1.</summary>
internal sealed class LineBlock(int index)
{
    public const int Size = 128;
    private const int Shift = 7;

    /// <summary>The block's index in the line, from 0.</summary>
    public int Index { get; } = index;

    /// <summary>A <see cref="PlacePhase"/> for each number.</summary>
    public byte[] Phases { get; } = new byte[Size];

    /// <summary>When each was last heard of, in tenths of a second since the line's start in memory.</summary>
    public int[] HeardAt { get; } = new int[Size];

    /// <summary>No number that waits here was heard of before this; a lower bound that spares most scans.</summary>
    public int OldestHeard { get; set; }

    /// <summary>How many of the numbers were given out.</summary>
    public int Count { get; set; }

    /// <summary>How many of them wait.</summary>
    public int Waiting { get; set; }

    /// <summary>How many of them are active.</summary>
    public int Active { get; set; }

    /// <summary>The line's version when something here last changed.</summary>
    public long Version { get; set; }

    /// <summary>The storage version of the block's progress record; null where none is written yet.</summary>
    public string? ProgressETag { get; set; }

    /// <summary>Every number was given out and has ended.</summary>
    public bool IsOver => Count == Size && Waiting == 0 && Active == 0;

    public static int IndexOf(long number) => (int)((number - 1) >> Shift);

    public static int OffsetOf(long number) => (int)((number - 1) & (Size - 1));

    public long NumberAt(int offset) => ((long)Index << Shift) + offset + 1;

    public ReadOnlySpan<byte> Given => Phases.AsSpan(0, Count);
}
