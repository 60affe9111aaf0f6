namespace Ticketing.Rehearsal.Api;

/// <summary>Where a person stands in the line.</summary>
internal enum TokenState
{
    /// <summary>The answer did not say, or said something that the contract does not know.</summary>
    Unknown = 0,

    /// <summary>In the line.</summary>
    Waiting = 1,

    /// <summary>Let in.</summary>
    Active = 2,

    /// <summary>Done: has paid.</summary>
    Completed = 3,

    /// <summary>Out, for the reason given beside it.</summary>
    Expired = 4,
}

/// <summary>A token status. Rank and ahead are -1 where the answer lacks them.</summary>
internal sealed record TokenStatus(
    string Token,
    string QueueId,
    TokenState State,
    string? Reason,
    long Rank,
    long Ahead,
    double PollAfterSeconds
);

/// <summary>A created user.</summary>
internal sealed record UserAnswer(string UserId);

/// <summary>A concert of the list.</summary>
internal sealed record ConcertAnswer(string ConcertId, bool Bookable);

/// <summary>A date of a concert; price in whole units of the currency.</summary>
internal sealed record ScheduleAnswer(string ScheduleId, long Price, int Seats, int Available);

/// <summary>A seat map, as much as a buyer needs of it.</summary>
/// <param name="Available">How many seats of the map are available.</param>
/// <param name="Candidates">Some of them, drawn at random, in random order.</param>
internal sealed record SeatsAnswer(int Available, int[] Candidates);

/// <summary>A balance after a charge.</summary>
internal sealed record ChargeAnswer(string EntryId, long Balance);

/// <summary>A balance.</summary>
internal sealed record BalanceAnswer(string UserId, long Balance);

/// <summary>A reservation; the seat number is 0 and the price -1 where the answer lacks them.</summary>
internal sealed record ReservationAnswer(
    string ReservationId,
    string Status,
    string ConcertId,
    string ScheduleId,
    int SeatNumber,
    long Price,
    DateTimeOffset? HoldExpiresAt
);

/// <summary>A payment; amount and balance are -1 where the answer lacks them.</summary>
internal sealed record PaymentAnswer(
    string PaymentId,
    string ReservationId,
    string TicketId,
    long Amount,
    long Balance
);

/// <summary>A ticket; the seat number is 0 where the answer lacks it.</summary>
internal sealed record TicketAnswer(string TicketId, string? ReservationId, int SeatNumber);

/// <summary>An entry of the balance's history.</summary>
internal sealed record HistoryEntry(
    string EntryId,
    string Kind,
    long Amount,
    long BalanceAfter,
    string? ReservationId
);

/// <summary>A page of the balance's history, newest first; <c>Next</c> is null on the last one.</summary>
internal sealed record HistoryAnswer(IReadOnlyList<HistoryEntry> Entries, string? Next);

/// <summary>The audit's answer; <c>Json</c> is the whole of it, for the report.</summary>
internal sealed record AuditAnswer(bool Ok, int Violations, string Json);

/// <summary>The settings of a queue that explain the figures of a rehearsal.</summary>
internal sealed record QueueAnswer(
    long Capacity,
    long AdmissionBatch,
    double AdmissionPeriodSeconds,
    bool Paused
);

/// <summary>An answer that needs nothing read.</summary>
internal readonly record struct Nothing;

/// <summary>A refusal as the server worded it.</summary>
/// <param name="Code">The stable code; <c>no-code</c> where the body has none.</param>
/// <param name="Text">The body, shortened to 400 characters, for people.</param>
/// <param name="Reason">Why a token has expired, where the refusal says so.</param>
/// <param name="QueueId">The queue that would be right, where the refusal says so.</param>
/// <param name="Balance">What the wallet holds, with <c>insufficient-balance</c>; else -1.</param>
internal sealed record Problem(string Code, string Text, string? Reason, string? QueueId, long Balance);
