using System.Text.Json.Serialization;
using Ticketing.Concerts;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Users;
using Ticketing.Wallets;

namespace Ticketing.Common;

/// <summary>
/// How states are written: camelCase names, enums as camelCase words, times as ISO 8601. Operators read the
/// rows with SQL, so a name here is a promise. A member that is missing reads as zero, null or a default
/// array, whatever its initializer says, so one that is added later must mean the right thing then.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [
        typeof(CamelCaseWords<SeatPhase>),
        typeof(CamelCaseWords<WalletEntryKind>),
        typeof(CamelCaseWords<ReservationStatus>),
    ]
)]
[JsonSerializable(typeof(UserState))]
[JsonSerializable(typeof(WalletState))]
[JsonSerializable(typeof(WalletPageState))]
[JsonSerializable(typeof(OperationState))]
[JsonSerializable(typeof(ReservationsState))]
[JsonSerializable(typeof(ReservationsPageState))]
[JsonSerializable(typeof(SeatState))]
[JsonSerializable(typeof(ScheduleState))]
[JsonSerializable(typeof(ConcertState))]
[JsonSerializable(typeof(CatalogState))]
internal sealed partial class GrainStateJson : JsonSerializerContext;

/// <summary>Writes an enum's values as camelCase words.</summary>
internal sealed class CamelCaseWords<T>()
    : JsonStringEnumConverter<T>(System.Text.Json.JsonNamingPolicy.CamelCase)
    where T : struct, Enum;
