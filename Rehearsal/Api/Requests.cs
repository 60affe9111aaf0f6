namespace Ticketing.Rehearsal.Api;

/// <summary>Creates a user.</summary>
internal sealed record CreateUserRequest(string UserId, string Name);

/// <summary>Joins a line; the default one without a queue.</summary>
internal sealed record JoinRequest(string UserId, string? QueueId);

/// <summary>Charges a balance, in whole units of the currency.</summary>
internal sealed record ChargeRequest(long Amount);

/// <summary>Holds a seat.</summary>
internal sealed record ReserveRequest(string ConcertId, string ScheduleId, int SeatNumber);

/// <summary>Pays for a held seat.</summary>
internal sealed record PayRequest(string ReservationId);

/// <summary>Audits everything.</summary>
internal sealed record AuditRequest;
