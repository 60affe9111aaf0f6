namespace Ticketing.Queue;

/// <summary>Where a place in the line stands. Stored as one byte each: numbers are never reused.</summary>
public enum PlacePhase : byte
{
    /// <summary>The number was not given out.</summary>
    None = 0,

    /// <summary>In the line.</summary>
    Waiting = 1,

    /// <summary>Admitted, and the service time lasts.</summary>
    Active = 2,

    /// <summary>Paid; the place is used up.</summary>
    Completed = 3,

    /// <summary>Left the line before being admitted.</summary>
    LeftWaiting = 4,

    /// <summary>Left after being admitted.</summary>
    LeftActive = 5,

    /// <summary>Dropped from the line: nothing was heard for the idle time.</summary>
    Idle = 6,

    /// <summary>The service time was over.</summary>
    ServiceTime = 7,

    /// <summary>Admitted, but nothing was heard for the no-show time.</summary>
    NoShow = 8,
}

/// <summary>Questions about a phase that more than one place asks.</summary>
public static class PlacePhases
{
    /// <summary>Whether the phase is final.</summary>
    public static bool HasEnded(this PlacePhase phase) => phase > PlacePhase.Active;

    /// <summary>Whether somebody in that phase was ever admitted.</summary>
    public static bool WasAdmitted(this PlacePhase phase) =>
        phase
            is PlacePhase.Active
                or PlacePhase.Completed
                or PlacePhase.LeftActive
                or PlacePhase.ServiceTime
                or PlacePhase.NoShow;

    /// <summary>Whether somebody in that phase gave up before paying.</summary>
    public static bool WasAbandoned(this PlacePhase phase) => phase > PlacePhase.Completed;
}
