using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ticketing.WebFrontend.Admin;
using Ticketing.WebFrontend.Audit;
using Ticketing.WebFrontend.Concerts;
using Ticketing.WebFrontend.Health;
using Ticketing.WebFrontend.Payments;
using Ticketing.WebFrontend.Queue;
using Ticketing.WebFrontend.Reservations;
using Ticketing.WebFrontend.Seats;
using Ticketing.WebFrontend.Users;
using Ticketing.WebFrontend.Wallets;

namespace Ticketing.WebFrontend.Http;

/// <summary>Everything that goes over the wire as JSON, written by generated code.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NewUserBody))]
[JsonSerializable(typeof(UserBody))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(TokenStatusBody))]
[JsonSerializable(typeof(BalanceBody))]
[JsonSerializable(typeof(ChargeRequest))]
[JsonSerializable(typeof(ChargedBody))]
[JsonSerializable(typeof(HistoryBody))]
[JsonSerializable(typeof(ConcertsBody))]
[JsonSerializable(typeof(SchedulesBody))]
[JsonSerializable(typeof(SeatMapBody))]
[JsonSerializable(typeof(ReserveRequest))]
[JsonSerializable(typeof(ReservationBody))]
[JsonSerializable(typeof(ReservationsBody))]
[JsonSerializable(typeof(PayRequest))]
[JsonSerializable(typeof(PaymentBody))]
[JsonSerializable(typeof(TicketBody))]
[JsonSerializable(typeof(TicketsBody))]
[JsonSerializable(typeof(AddConcertRequest))]
[JsonSerializable(typeof(StoredConcertBody))]
[JsonSerializable(typeof(AddScheduleRequest))]
[JsonSerializable(typeof(StoredScheduleBody))]
[JsonSerializable(typeof(ScheduleSalesBody))]
[JsonSerializable(typeof(ConfigureQueueRequest))]
[JsonSerializable(typeof(QueueBody))]
[JsonSerializable(typeof(ForecastBody))]
[JsonSerializable(typeof(AuditRequest))]
[JsonSerializable(typeof(AuditBody))]
[JsonSerializable(typeof(AliveBody))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(ProblemBody))]
internal sealed partial class WireJson : JsonSerializerContext
{
    // Korean titles and apostrophes are sent as they are: the answers are JSON, and nobody puts them into a page as such.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>For what is written by hand.</summary>
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = Encoder };

    /// <summary>Sets the serializer of all answers up.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.TypeInfoResolverChain.Insert(0, Default);
        options.Encoder = Encoder;
        options.Converters.Add(new UtcConverter());
        // Numbers are numbers; the API description says so too.
        options.NumberHandling = JsonNumberHandling.Strict;
    }
}
