namespace Ticketing.Bench.Load.Flows;

/// <summary>The six requests of a whole journey, in their order.</summary>
internal enum JourneyStep
{
    /// <summary>Joins the line.</summary>
    Join = 0,

    /// <summary>Asks for the status of the token.</summary>
    Poll = 1,

    /// <summary>Reads the seat map.</summary>
    Seats = 2,

    /// <summary>Charges the balance with the price.</summary>
    Charge = 3,

    /// <summary>Holds a seat.</summary>
    Reserve = 4,

    /// <summary>Pays for it.</summary>
    Pay = 5,
}
