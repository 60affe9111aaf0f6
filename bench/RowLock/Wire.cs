using System.Text.Json.Serialization;

namespace Ticketing.Bench.RowLock;

internal sealed record NewUser(string? UserId, string Name);

internal sealed record UserAnswer(string UserId, string Name, long Balance);

internal sealed record JoinRequest(string UserId, string? QueueId);

internal sealed record WaitAnswer(double Low, double Likely, double High);

internal sealed record TokenAnswer(
    Guid Token,
    string QueueId,
    string UserId,
    string Status,
    long Rank,
    long Ahead,
    WaitAnswer EstimatedWaitSeconds,
    int PollAfterSeconds,
    DateTimeOffset IssuedAt,
    DateTimeOffset? ActiveUntil
);

internal sealed record SeatAnswer(int SeatNumber, string Status);

internal sealed record SeatsAnswer(
    string ScheduleId,
    DateTimeOffset StartsAt,
    long Price,
    IReadOnlyList<SeatAnswer> Seats
);

internal sealed record ChargeRequest(long Amount);

internal sealed record ChargeAnswer(string UserId, long Balance, long EntryId);

internal sealed record ReserveRequest(string ConcertId, string ScheduleId, int SeatNumber);

internal sealed record ReservationAnswer(
    Guid ReservationId,
    string UserId,
    string ConcertId,
    string ScheduleId,
    int SeatNumber,
    long Price,
    string Status,
    DateTimeOffset HoldExpiresAt
);

internal sealed record PayRequest(Guid ReservationId);

internal sealed record PaymentAnswer(
    Guid PaymentId,
    Guid ReservationId,
    Guid TicketId,
    long Amount,
    long Balance,
    DateTimeOffset PaidAt
);

internal sealed record NewConcert(string ConcertId, string Title, string Venue, string? QueueId);

internal sealed record NewSchedule(string ScheduleId, DateTimeOffset StartsAt, long Price, int Seats);

internal sealed record QueueSettings(int Capacity, int AdmissionBatch, int ActiveSeconds);

internal sealed record ProblemAnswer(string Type, string Title, int Status, string Code, string Detail);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(TokenAnswer))]
[JsonSerializable(typeof(SeatsAnswer))]
[JsonSerializable(typeof(ChargeRequest))]
[JsonSerializable(typeof(ChargeAnswer))]
[JsonSerializable(typeof(ReserveRequest))]
[JsonSerializable(typeof(ReservationAnswer))]
[JsonSerializable(typeof(PayRequest))]
[JsonSerializable(typeof(PaymentAnswer))]
[JsonSerializable(typeof(NewConcert))]
[JsonSerializable(typeof(NewSchedule))]
[JsonSerializable(typeof(QueueSettings))]
[JsonSerializable(typeof(ProblemAnswer))]
internal sealed partial class WireContext : JsonSerializerContext;
