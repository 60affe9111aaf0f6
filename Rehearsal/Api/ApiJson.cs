using System.Text.Json.Serialization;

namespace Ticketing.Rehearsal.Api;

/// <summary>
/// How requests are written and answers are read. A member that is missing, null or of another type than the contract says
/// is an error; members that the rehearsal does not need are passed over.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(ChargeRequest))]
[JsonSerializable(typeof(ReserveRequest))]
[JsonSerializable(typeof(PayRequest))]
[JsonSerializable(typeof(AuditRequest))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(TokenStatus))]
[JsonSerializable(typeof(ConcertsAnswer))]
[JsonSerializable(typeof(SchedulesAnswer))]
[JsonSerializable(typeof(SeatsAnswer))]
[JsonSerializable(typeof(ChargeAnswer))]
[JsonSerializable(typeof(BalanceAnswer))]
[JsonSerializable(typeof(HistoryAnswer))]
[JsonSerializable(typeof(ReservationAnswer))]
[JsonSerializable(typeof(PaymentAnswer))]
[JsonSerializable(typeof(TicketAnswer))]
[JsonSerializable(typeof(QueueAnswer))]
[JsonSerializable(typeof(AuditAnswer))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJson : JsonSerializerContext;
