using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ticketing.Rehearsal.Http;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Api;

/// <summary>
/// The HTTP contract as methods: one for each call that a rehearsal makes. Refusals and failures are values; each answer is
/// timed under its step.
/// </summary>
/// <param name="client">What sends the requests.</param>
/// <param name="stop">Ends the wait for a free connection.</param>
/// <param name="userId">Who calls; null: an operator.</param>
internal sealed class TicketingApi(ServerClient client, CancellationToken stop, string? userId = null)
{
    private const string CurrentToken = "/api/queue/tokens/current";

    /// <summary>The same for the calls of a user.</summary>
    public TicketingApi As(string user) => new(client, stop, user);

    /// <summary>POST /api/users</summary>
    public ValueTask<ApiReply<UserAnswer>> CreateUserAsync(string id, string name) =>
        SendAsync(
            Step.CreateUser,
            Post("/api/users", null, new(id, name), ApiJson.Default.CreateUserRequest),
            ApiJson.Default.UserAnswer
        );

    /// <summary>GET /api/users/{userId}</summary>
    public ValueTask<ApiReply<UserAnswer>> GetUserAsync(string id) =>
        SendAsync(null, Get($"/api/users/{Escape(id)}"), ApiJson.Default.UserAnswer);

    /// <summary>POST /api/queue/tokens</summary>
    public ValueTask<ApiReply<TokenStatus>> JoinAsync(string id, string? queueId) =>
        SendAsync(
            Step.Join,
            Post("/api/queue/tokens", null, new(id, queueId), ApiJson.Default.JoinRequest),
            ApiJson.Default.TokenStatus
        );

    /// <summary>GET /api/queue/tokens/current</summary>
    public ValueTask<ApiReply<TokenStatus>> PollAsync(string token) =>
        SendAsync(Step.Poll, Get(CurrentToken, token), ApiJson.Default.TokenStatus);

    /// <summary>DELETE /api/queue/tokens/current</summary>
    public ValueTask<ApiReply<Nothing>> LeaveAsync(string token) =>
        SendAsync<Nothing>(Step.Leave, Request(HttpMethod.Delete, CurrentToken, token), null);

    /// <summary>GET /api/concerts</summary>
    public ValueTask<ApiReply<ConcertsAnswer>> ConcertsAsync(string token) =>
        SendAsync(null, Get("/api/concerts", token), ApiJson.Default.ConcertsAnswer);

    /// <summary>GET /api/concerts/{concertId}/schedules</summary>
    public ValueTask<ApiReply<SchedulesAnswer>> SchedulesAsync(string token, string concertId) =>
        SendAsync(
            Step.Schedules,
            Get($"/api/concerts/{Escape(concertId)}/schedules", token),
            ApiJson.Default.SchedulesAnswer
        );

    /// <summary>GET /api/concerts/{concertId}/schedules/{scheduleId}/seats, the available ones</summary>
    public ValueTask<ApiReply<SeatsAnswer>> SeatsAsync(string token, string concertId, string scheduleId)
    {
        var path = $"/api/concerts/{Escape(concertId)}/schedules/{Escape(scheduleId)}/seats?status=available";
        return SendAsync(Step.Seats, Get(path, token), ApiJson.Default.SeatsAnswer);
    }

    /// <summary>POST /api/users/{userId}/balance/charges; the key makes that a repetition charges once.</summary>
    public ValueTask<ApiReply<ChargeAnswer>> ChargeAsync(string token, string id, long amount, string key)
    {
        var path = $"/api/users/{Escape(id)}/balance/charges";
        var request = Post(path, token, new(amount), ApiJson.Default.ChargeRequest);
        request.Headers.Add("Idempotency-Key", key);
        return SendAsync(Step.Charge, request, ApiJson.Default.ChargeAnswer);
    }

    /// <summary>GET /api/users/{userId}/balance</summary>
    public ValueTask<ApiReply<BalanceAnswer>> BalanceAsync(string token, string id) =>
        SendAsync(null, Get($"/api/users/{Escape(id)}/balance", token), ApiJson.Default.BalanceAnswer);

    /// <summary>GET /api/users/{userId}/balance/history, a page of it.</summary>
    /// <param name="token">A live token of the user.</param>
    /// <param name="id">The user.</param>
    /// <param name="before">The <c>next</c> of the page before; null for the newest page.</param>
    public ValueTask<ApiReply<HistoryAnswer>> HistoryAsync(string token, string id, long? before)
    {
        var path = $"/api/users/{Escape(id)}/balance/history?limit=100";
        return SendAsync(
            null,
            Get(before is null ? path : $"{path}&before={before}", token),
            ApiJson.Default.HistoryAnswer
        );
    }

    /// <summary>POST /api/reservations</summary>
    public ValueTask<ApiReply<ReservationAnswer>> ReserveAsync(
        string token,
        string concertId,
        string scheduleId,
        int seatNumber
    )
    {
        var wish = new ReserveRequest(concertId, scheduleId, seatNumber);
        return SendAsync(
            Step.Reserve,
            Post("/api/reservations", token, wish, ApiJson.Default.ReserveRequest),
            ApiJson.Default.ReservationAnswer
        );
    }

    /// <summary>GET /api/reservations/{reservationId}</summary>
    public ValueTask<ApiReply<ReservationAnswer>> ReservationAsync(string token, string reservationId) =>
        SendAsync(
            null,
            Get($"/api/reservations/{Escape(reservationId)}", token),
            ApiJson.Default.ReservationAnswer
        );

    /// <summary>DELETE /api/reservations/{reservationId}</summary>
    public ValueTask<ApiReply<Nothing>> CancelAsync(string token, string reservationId) =>
        SendAsync<Nothing>(
            Step.Cancel,
            Request(HttpMethod.Delete, $"/api/reservations/{Escape(reservationId)}", token),
            null
        );

    /// <summary>POST /api/payments</summary>
    public ValueTask<ApiReply<PaymentAnswer>> PayAsync(string token, string reservationId) =>
        SendAsync(
            Step.Pay,
            Post("/api/payments", token, new(reservationId), ApiJson.Default.PayRequest),
            ApiJson.Default.PaymentAnswer
        );

    /// <summary>GET /api/payments/{paymentId}</summary>
    public ValueTask<ApiReply<PaymentAnswer>> PaymentAsync(string token, string paymentId) =>
        SendAsync(null, Get($"/api/payments/{Escape(paymentId)}", token), ApiJson.Default.PaymentAnswer);

    /// <summary>GET /api/tickets/{ticketId}</summary>
    public ValueTask<ApiReply<TicketAnswer>> TicketAsync(string token, string ticketId) =>
        SendAsync(Step.Ticket, Get($"/api/tickets/{Escape(ticketId)}", token), ApiJson.Default.TicketAnswer);

    /// <summary>GET /api/admin/queues/{queueId}</summary>
    public ValueTask<ApiReply<QueueAnswer>> QueueAsync(string adminKey, string queueId)
    {
        var request = Get($"/api/admin/queues/{Escape(queueId)}");
        request.Headers.Add("Admin-Key", adminKey);
        return SendAsync(null, request, ApiJson.Default.QueueAnswer);
    }

    /// <summary>POST /api/admin/audit, over everything.</summary>
    public ValueTask<ApiReply<AuditAnswer>> AuditAsync(string adminKey)
    {
        var request = Post("/api/admin/audit", null, new(), ApiJson.Default.AuditRequest);
        request.Headers.Add("Admin-Key", adminKey);
        return SendAsync(null, request, ApiJson.Default.AuditAnswer);
    }

    private ValueTask<ApiReply<T>> SendAsync<T>(
        Step? step,
        HttpRequestMessage request,
        JsonTypeInfo<T>? type
    ) => client.SendAsync(step, request, userId, type, stop);

    private static HttpRequestMessage Get(string path, string? token = null) =>
        Request(HttpMethod.Get, path, token);

    private static HttpRequestMessage Post<T>(string path, string? token, T body, JsonTypeInfo<T> type)
    {
        var request = Request(HttpMethod.Post, path, token);
        request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        return request;
    }

    private static HttpRequestMessage Request(HttpMethod method, string path, string? token)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
        {
            request.Headers.Add("Queue-Token", token);
        }
        return request;
    }

    private static string Escape(string id) => Uri.EscapeDataString(id);
}
