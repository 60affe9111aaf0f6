namespace Ticketing.Rehearsal.Report;

/// <summary>What is timed: the calls of a journey, then the waits that are made of several.</summary>
internal enum Step
{
    /// <summary>Create the user.</summary>
    CreateUser,

    /// <summary>Join the line.</summary>
    Join,

    /// <summary>Ask how the line moves.</summary>
    Poll,

    /// <summary>List the dates of the concert.</summary>
    Schedules,

    /// <summary>Read the seat map of a date.</summary>
    Seats,

    /// <summary>Charge the balance.</summary>
    Charge,

    /// <summary>Hold a seat.</summary>
    Reserve,

    /// <summary>Give a held seat back.</summary>
    Cancel,

    /// <summary>Pay for the held seat.</summary>
    Pay,

    /// <summary>Read the ticket.</summary>
    Ticket,

    /// <summary>Leave the line.</summary>
    Leave,

    /// <summary>From joining the line to being let in.</summary>
    QueueWait,

    /// <summary>From arriving to reading the ticket, think times included.</summary>
    Journey,

    /// <summary>This client's own wait for a free connection, over all calls.</summary>
    ConnectionWait,
}
