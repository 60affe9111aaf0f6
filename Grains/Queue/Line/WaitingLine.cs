using System.Runtime.InteropServices;

namespace Ticketing.Queue.Line;

/// <summary>
/// The line in memory: who waits, who is active, how everybody else ended. It knows no clock and no storage; it
/// notes which blocks changed, so that they can be written and sent to the copies.
/// </summary>
internal sealed class WaitingLine
{
    private readonly List<LineBlock> _blocks = [];
    private readonly HashSet<LineBlock> _unsaved = [];
    private readonly List<(long Version, LineBlock Block)> _changes = [];
    private int _front;

    /// <summary>Blocks before this one are over and no longer in memory.</summary>
    public int FirstBlock { get; private set; }

    /// <summary>The number that the next person gets.</summary>
    public long NextNumber { get; private set; } = 1;

    public long Version { get; private set; } = 1;

    public long Waiting { get; private set; }

    public long AdmittedTotal { get; private set; }

    public long AbandonedTotal { get; private set; }

    public Dictionary<long, ActivePlace> Active { get; } = [];

    public IReadOnlyList<LineBlock> Blocks => _blocks;

    /// <summary>The blocks whose progress differs from their record.</summary>
    public IReadOnlyCollection<LineBlock> Unsaved => _unsaved;

    /// <summary>Starts a line whose first blocks are over already.</summary>
    public void StartAt(int firstBlock, long admittedBefore, long abandonedBefore)
    {
        FirstBlock = _front = firstBlock;
        NextNumber = ((long)firstBlock * LineBlock.Size) + 1;
        (AdmittedTotal, AbandonedTotal) = (admittedBefore, abandonedBefore);
    }

    /// <summary>Takes a block over as it was stored. Blocks come in order.</summary>
    public void Restore(LineBlock block, IReadOnlyDictionary<int, ActivePlace> active)
    {
        _blocks.Add(block);
        Touch(block);
        for (var offset = 0; offset < block.Count; offset++)
        {
            // A place that was given out and has no progress yet waits.
            var phase = (PlacePhase)block.Phases[offset];
            if (phase == PlacePhase.None)
            {
                block.Phases[offset] = (byte)(phase = PlacePhase.Waiting);
            }
            Count(block, phase, +1);
            if (phase == PlacePhase.Active)
            {
                Active[block.NumberAt(offset)] = active[offset];
            }
        }
        // Progress of numbers that were never acknowledged is no one's: the next owner starts in the line.
        if (block.Phases.AsSpan(block.Count).ContainsAnyExcept((byte)0))
        {
            block.Phases.AsSpan(block.Count).Clear();
            _unsaved.Add(block);
        }
        NextNumber = block.NumberAt(0) + block.Count;
    }

    /// <summary>The block of a number that was given out and is in memory; otherwise null.</summary>
    public LineBlock? Find(long number)
    {
        if (number < 1 || number >= NextNumber)
        {
            return null;
        }
        var index = LineBlock.IndexOf(number) - FirstBlock;
        return index >= 0 ? _blocks[index] : null;
    }

    public PlacePhase PhaseOf(long number) =>
        Find(number) is { } block ? (PlacePhase)block.Phases[LineBlock.OffsetOf(number)] : PlacePhase.None;

    /// <summary>Gives the next number out.</summary>
    public long Join(Moment now)
    {
        var number = NextNumber++;
        var index = LineBlock.IndexOf(number) - FirstBlock;
        if (index == _blocks.Count)
        {
            _blocks.Add(new LineBlock(index + FirstBlock) { OldestHeard = now.Tenths });
        }
        var block = _blocks[index];
        var offset = LineBlock.OffsetOf(number);
        block.Count++;
        block.Phases[offset] = (byte)PlacePhase.Waiting;
        block.HeardAt[offset] = now.Tenths;
        Touch(block);
        Count(block, PlacePhase.Waiting, +1);
        return number;
    }

    public void Admit(long number, ActivePlace place)
    {
        Move(number, PlacePhase.Active);
        Active[number] = place;
    }

    public void End(long number, PlacePhase phase)
    {
        Active.Remove(number);
        Move(number, phase);
    }

    /// <summary>Changes how long somebody active may stay; written only where <paramref name="save"/>.</summary>
    public void Extend(long number, ActivePlace place, bool save)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(Active, number);
        known = place;
        if (save && Find(number) is { } block)
        {
            Touch(block);
            _unsaved.Add(block);
        }
    }

    public void Hear(long number, Moment now)
    {
        if (Find(number) is { } block)
        {
            block.HeardAt[LineBlock.OffsetOf(number)] = now.Tenths;
        }
    }

    /// <summary>The lowest number that waits; 0 where nobody does.</summary>
    public long FirstWaiting()
    {
        for (; Waiting > 0 && _front - FirstBlock < _blocks.Count; _front++)
        {
            var block = _blocks[_front - FirstBlock];
            if (block.Waiting > 0)
            {
                return block.NumberAt(block.Given.IndexOf((byte)PlacePhase.Waiting));
            }
            if (block.Count < LineBlock.Size)
            {
                break;
            }
        }
        return 0;
    }

    /// <summary>How many wait in front of a number.</summary>
    public long CountAhead(long number)
    {
        var index = LineBlock.IndexOf(number);
        long ahead = 0;
        for (var i = _front; i < index; i++)
        {
            ahead += _blocks[i - FirstBlock].Waiting;
        }
        var given = _blocks[index - FirstBlock].Given[..LineBlock.OffsetOf(number)];
        return ahead + given.Count((byte)PlacePhase.Waiting);
    }

    /// <summary>The blocks that changed after a version, each once; the cost is that of what changed.</summary>
    public IEnumerable<LineBlock> ChangedSince(long version)
    {
        for (var i = _changes.Count - 1; i >= 0 && _changes[i].Version > version; i--)
        {
            var (changed, block) = _changes[i];
            if (block.Version == changed && block.Index >= FirstBlock)
            {
                yield return block;
            }
        }
    }

    /// <summary>What follows belongs to the next version.</summary>
    public void NextVersion() => Version++;

    public void MarkSaved() => _unsaved.Clear();

    /// <summary>How many blocks at the front are over.</summary>
    public int CountOver() => _blocks.TakeWhile(block => block.IsOver).Count();

    /// <summary>Forgets blocks at the front that are over; their records stay.</summary>
    public void Retire(int count)
    {
        _blocks.RemoveRange(0, count);
        FirstBlock += count;
        _front = Math.Max(_front, FirstBlock);
    }

    private void Touch(LineBlock block)
    {
        if (block.Version == Version)
        {
            return;
        }
        block.Version = Version;
        _changes.Add((Version, block));
        if (_changes.Count > 1024 + (_blocks.Count * 2))
        {
            // Only the latest change of a block counts.
            _changes.RemoveAll(c => c.Block.Version != c.Version || c.Block.Index < FirstBlock);
        }
    }

    private void Move(long number, PlacePhase to)
    {
        var block = Find(number) ?? throw new InvalidOperationException($"No place {number} in memory.");
        ref var phase = ref block.Phases[LineBlock.OffsetOf(number)];
        Count(block, (PlacePhase)phase, -1);
        phase = (byte)to;
        Count(block, to, +1);
        Touch(block);
        _unsaved.Add(block);
    }

    private void Count(LineBlock block, PlacePhase phase, int by)
    {
        if (phase == PlacePhase.Waiting)
        {
            block.Waiting += by;
            Waiting += by;
        }
        if (phase == PlacePhase.Active)
        {
            block.Active += by;
        }
        AdmittedTotal += phase.WasAdmitted() ? by : 0;
        AbandonedTotal += phase.WasAbandoned() ? by : 0;
    }
}
