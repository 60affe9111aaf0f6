namespace Ticketing.Queue.Line;

/// <summary>
/// Who is admitted, who stays and who is put out. The oldest number goes first, always.
/// </summary>
internal static class LineRules
{
    /// <summary>Ends the places of active people whose time is over, or who never showed up.</summary>
    public static void EndActive(WaitingLine line, QueueSettings settings, Moment now)
    {
        List<(long, PlacePhase)>? over = null;
        foreach (var (number, place) in line.Active)
        {
            if (now.Ms >= place.Until)
            {
                (over ??= []).Add((number, PlacePhase.ServiceTime));
            }
            else if (
                now.Ms >= place.HoldUntil
                && Unheard(line, number, now) >= Tenths(settings.NoShowSeconds)
            )
            {
                (over ??= []).Add((number, PlacePhase.NoShow));
            }
        }
        foreach (var (number, phase) in over ?? [])
        {
            line.End(number, phase);
        }
    }

    /// <summary>Drops people from the line of whom nothing was heard; of so many blocks at once at most.</summary>
    public static void DropIdle(WaitingLine line, QueueSettings settings, Moment now, int maxBlocks)
    {
        var latest = now.Tenths - Tenths(settings.WaitingIdleSeconds);
        foreach (var block in line.Blocks)
        {
            if (block.Waiting == 0 || block.OldestHeard > latest)
            {
                continue;
            }
            var oldest = now.Tenths;
            var dropped = false;
            for (var offset = 0; offset < block.Count; offset++)
            {
                if (block.Phases[offset] != (byte)PlacePhase.Waiting)
                {
                    continue;
                }
                if (block.HeardAt[offset] <= latest)
                {
                    line.End(block.NumberAt(offset), PlacePhase.Idle);
                    dropped = true;
                }
                else
                {
                    oldest = Math.Min(oldest, block.HeardAt[offset]);
                }
            }
            block.OldestHeard = oldest;
            if (dropped && --maxBlocks == 0)
            {
                return;
            }
        }
    }

    /// <summary>Admits the people in front, up to a batch, as far as there is room. How many that were.</summary>
    public static int AdmitBatch(WaitingLine line, QueueSettings settings, Moment now)
    {
        var admitted = 0;
        while (
            admitted < settings.AdmissionBatch
            && HasRoom(line, settings)
            && line.FirstWaiting() is var number and > 0
        )
        {
            Admit(line, settings, number, now);
            admitted++;
        }
        return admitted;
    }

    /// <summary>Admits one person at once, where there is room and nobody is in front.</summary>
    public static bool AdmitAtFront(WaitingLine line, QueueSettings settings, long number, Moment now)
    {
        if (!HasRoom(line, settings) || line.FirstWaiting() != number)
        {
            return false;
        }
        Admit(line, settings, number, now);
        return true;
    }

    /// <summary>Somebody leaves. What has ended stays as it ended.</summary>
    public static void Leave(WaitingLine line, long number)
    {
        var phase = line.PhaseOf(number);
        if (phase is PlacePhase.Waiting or PlacePhase.Active)
        {
            line.End(number, phase == PlacePhase.Waiting ? PlacePhase.LeftWaiting : PlacePhase.LeftActive);
        }
    }

    /// <summary>Somebody has paid, be it that the time ran out meanwhile.</summary>
    public static void Complete(WaitingLine line, long number)
    {
        if (line.PhaseOf(number) is not (PlacePhase.None or PlacePhase.Completed))
        {
            line.End(number, PlacePhase.Completed);
        }
    }

    /// <summary>A hold moves the end of a place to its own, where later, but never past the service time and one hold.</summary>
    public static void Extend(WaitingLine line, PlaceExtension extension, int holdSeconds)
    {
        if (!line.Active.TryGetValue(extension.Number, out var place))
        {
            return;
        }
        var holdUntil = MillisecondsUpTo(extension.Until);
        var until = Math.Min(holdUntil, place.ServiceEnd + (holdSeconds * 1000L));
        var extended = place with
        {
            Until = Math.Max(place.Until, until),
            HoldUntil = Math.Max(place.HoldUntil, holdUntil),
        };
        line.Extend(extension.Number, extended, save: extended.Until != place.Until);
    }

    private static bool HasRoom(WaitingLine line, QueueSettings settings) =>
        !settings.Paused && line.Active.Count < settings.Capacity;

    private static void Admit(WaitingLine line, QueueSettings settings, long number, Moment now)
    {
        var end = now.Ms + (settings.ActiveSeconds * 1000L);
        line.Admit(number, new ActivePlace(end, end, HoldUntil: 0));
        line.Hear(number, now);
    }

    // Up, not down: whoever pays in the hold's last millisecond must still have the place to pay from.
    private static long MillisecondsUpTo(DateTimeOffset end) =>
        end.AddTicks(TimeSpan.TicksPerMillisecond - 1).ToUnixTimeMilliseconds();

    private static int Tenths(int seconds) => seconds * Moment.TenthsPerSecond;

    private static int Unheard(WaitingLine line, long number, Moment now) =>
        line.Find(number) is { } block ? now.Tenths - block.HeardAt[LineBlock.OffsetOf(number)] : 0;
}
