namespace Ticketing.Rehearsal.Journey;

/// <summary>Where a buyer is now; the last six are how a journey can end.</summary>
internal enum Phase
{
    /// <summary>Not started yet, or being created.</summary>
    Arriving,

    /// <summary>In the line.</summary>
    Waiting,

    /// <summary>Let in, without a seat yet.</summary>
    Active,

    /// <summary>Holding a seat.</summary>
    Holding,

    /// <summary>Has paid and read the ticket.</summary>
    Bought,

    /// <summary>Found nothing left and went away.</summary>
    SoldOut,

    /// <summary>Lost the race for a seat as often as it was willing to try.</summary>
    Outrun,

    /// <summary>Lost the place: the line or the service time had ended for it.</summary>
    PutOut,

    /// <summary>The server refused or was away for longer than a buyer's patience.</summary>
    GaveUp,

    /// <summary>Got an answer that a journey must not get.</summary>
    Failed,

    /// <summary>Was still under way when the rehearsal was ended.</summary>
    Unfinished,
}
