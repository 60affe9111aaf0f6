namespace Orleans.Runtime;

/// <summary>
/// Finds circles of grains that wait for each other. A wait is noted before it is looked at, and circles are looked for
/// one at a time, so of the calls that close a circle together exactly one is refused.
/// </summary>
internal sealed class WaitGraph
{
    private readonly Lock _lock = new();

    /// <summary>Notes that the caller's turn waits for the target, unless that closes a circle: then returns it.</summary>
    public IReadOnlyList<GrainId>? Add(Activation caller, Activation target)
    {
        caller.AddWait(target);

        // Most targets wait for nothing, and need no lock.
        if (target != caller && !target.Waits)
        {
            return null;
        }

        lock (_lock)
        {
            var path = FindPath(target, caller);
            if (path is not null)
            {
                caller.RemoveWait(target, caller.TurnNumber);
            }

            return path;
        }
    }

    // Depth first from the target along the waits. The path is read back from how each was reached.
    private static List<GrainId>? FindPath(Activation from, Activation to)
    {
        var reachedFrom = new Dictionary<Activation, Activation?> { [from] = null };
        var open = new Stack<Activation>([from]);
        var next = new List<Activation>();
        while (open.TryPop(out var at))
        {
            if (at == to)
            {
                return ReadBack(reachedFrom, to);
            }

            next.Clear();
            at.CopyWaits(next);
            foreach (var waitedFor in next)
            {
                if (reachedFrom.TryAdd(waitedFor, at))
                {
                    open.Push(waitedFor);
                }
            }
        }

        return null;
    }

    private static List<GrainId> ReadBack(Dictionary<Activation, Activation?> reachedFrom, Activation caller)
    {
        List<GrainId> path = [];
        for (Activation? at = caller; at is not null; at = reachedFrom[at])
        {
            path.Add(at.GrainId);
        }

        path.Add(caller.GrainId);
        path.Reverse();
        return path;
    }
}
