namespace Ticketing.Seats;

/// <summary>A seat as the seat map shows it. A sale in progress shows as held.</summary>
public enum SeatStatus : byte
{
    /// <summary>Reserved: never sent.</summary>
    None = 0,

    /// <summary>Anybody may hold it.</summary>
    Available = 1,

    /// <summary>Somebody holds it or is paying for it.</summary>
    Held = 2,

    /// <summary>It has an owner for good.</summary>
    Sold = 3,
}
