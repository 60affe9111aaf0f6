using System.Text.Json;
using Ticketing.Rehearsal.Http;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Api;

/// <summary>
/// The HTTP contract as methods: one for each call that a rehearsal makes. Refusals and failures are values; each answer is
/// timed under its step.
/// </summary>
internal sealed class TicketingApi(LeanHttpClient client, StepLatencies latencies, CancellationToken stop)
{
    private const string CurrentToken = "/api/queue/tokens/current";

    private long requests;

    /// <summary>Requests sent so far, answered or not.</summary>
    public long Requests => Volatile.Read(ref requests);

    /// <summary>POST /api/users</summary>
    public ValueTask<ApiReply<UserAnswer>> CreateUserAsync(string userId, string name) =>
        SendAsync(
            Step.CreateUser,
            new("POST", "/api/users") { Body = JsonBody.Of(("userId", userId), ("name", name)) },
            QueueReaders.User
        );

    /// <summary>GET /api/users/{userId}</summary>
    public ValueTask<ApiReply<UserAnswer>> GetUserAsync(string userId) =>
        SendAsync(null, new("GET", $"/api/users/{Escape(userId)}"), QueueReaders.User);

    /// <summary>POST /api/queue/tokens</summary>
    public ValueTask<ApiReply<TokenStatus>> JoinAsync(string userId, string? queueId) =>
        SendAsync(
            Step.Join,
            new("POST", "/api/queue/tokens") { Body = JsonBody.Of(("userId", userId), ("queueId", queueId)) },
            QueueReaders.Token
        );

    /// <summary>GET /api/queue/tokens/current</summary>
    public ValueTask<ApiReply<TokenStatus>> PollAsync(string token) =>
        SendAsync(Step.Poll, new("GET", CurrentToken) { Token = token }, QueueReaders.Token);

    /// <summary>DELETE /api/queue/tokens/current</summary>
    public ValueTask<ApiReply<Nothing>> LeaveAsync(string token) =>
        SendAsync(Step.Leave, new("DELETE", CurrentToken) { Token = token }, ReadNothing);

    /// <summary>GET /api/concerts</summary>
    public ValueTask<ApiReply<List<ConcertAnswer>>> ConcertsAsync(string token) =>
        SendAsync(null, new("GET", "/api/concerts") { Token = token }, CatalogReaders.Concerts);

    /// <summary>GET /api/concerts/{concertId}/schedules</summary>
    public ValueTask<ApiReply<List<ScheduleAnswer>>> SchedulesAsync(string token, string concertId) =>
        SendAsync(
            Step.Schedules,
            new("GET", $"/api/concerts/{Escape(concertId)}/schedules") { Token = token },
            CatalogReaders.Schedules
        );

    /// <summary>GET /api/concerts/{concertId}/schedules/{scheduleId}/seats, the available ones</summary>
    /// <param name="token">An active token.</param>
    /// <param name="concertId">The concert.</param>
    /// <param name="scheduleId">The date.</param>
    /// <param name="wanted">How many seats to draw from the map.</param>
    /// <param name="random">Where the luck comes from.</param>
    public ValueTask<ApiReply<SeatsAnswer>> SeatsAsync(
        string token,
        string concertId,
        string scheduleId,
        int wanted,
        Random random
    )
    {
        var path = $"/api/concerts/{Escape(concertId)}/schedules/{Escape(scheduleId)}/seats?status=available";
        return SendAsync(
            Step.Seats,
            new("GET", path) { Token = token },
            body => CatalogReaders.Seats(body, wanted, random)
        );
    }

    /// <summary>POST /api/users/{userId}/balance/charges; the key makes that a repetition charges once.</summary>
    public ValueTask<ApiReply<ChargeAnswer>> ChargeAsync(
        string token,
        string userId,
        long amount,
        string key
    ) =>
        SendAsync(
            Step.Charge,
            new("POST", $"/api/users/{Escape(userId)}/balance/charges")
            {
                Token = token,
                IdempotencyKey = key,
                Body = JsonBody.Of([], "amount", amount),
            },
            PurchaseReaders.Charge
        );

    /// <summary>GET /api/users/{userId}/balance</summary>
    public ValueTask<ApiReply<BalanceAnswer>> BalanceAsync(string token, string userId) =>
        SendAsync(
            null,
            new("GET", $"/api/users/{Escape(userId)}/balance") { Token = token },
            PurchaseReaders.Balance
        );

    /// <summary>GET /api/users/{userId}/balance/history, a page of it.</summary>
    /// <param name="token">A live token of the user.</param>
    /// <param name="userId">The user.</param>
    /// <param name="before">The <c>next</c> of the page before; null for the newest page.</param>
    public ValueTask<ApiReply<HistoryAnswer>> HistoryAsync(string token, string userId, string? before)
    {
        var path = $"/api/users/{Escape(userId)}/balance/history?limit=100";
        return SendAsync(
            null,
            new("GET", before is null ? path : $"{path}&before={Escape(before)}") { Token = token },
            PurchaseReaders.History
        );
    }

    /// <summary>POST /api/reservations</summary>
    public ValueTask<ApiReply<ReservationAnswer>> ReserveAsync(
        string token,
        string concertId,
        string scheduleId,
        int seatNumber
    ) =>
        SendAsync(
            Step.Reserve,
            new("POST", "/api/reservations")
            {
                Token = token,
                Body = JsonBody.Of(
                    [("concertId", concertId), ("scheduleId", scheduleId)],
                    "seatNumber",
                    seatNumber
                ),
            },
            PurchaseReaders.Reservation
        );

    /// <summary>GET /api/reservations/{reservationId}</summary>
    public ValueTask<ApiReply<ReservationAnswer>> ReservationAsync(string token, string reservationId) =>
        SendAsync(
            null,
            new("GET", $"/api/reservations/{Escape(reservationId)}") { Token = token },
            PurchaseReaders.Reservation
        );

    /// <summary>DELETE /api/reservations/{reservationId}</summary>
    public ValueTask<ApiReply<Nothing>> CancelAsync(string token, string reservationId) =>
        SendAsync(
            Step.Cancel,
            new("DELETE", $"/api/reservations/{Escape(reservationId)}") { Token = token },
            ReadNothing
        );

    /// <summary>POST /api/payments</summary>
    public ValueTask<ApiReply<PaymentAnswer>> PayAsync(string token, string reservationId) =>
        SendAsync(
            Step.Pay,
            new("POST", "/api/payments")
            {
                Token = token,
                Body = JsonBody.Of(("reservationId", reservationId)),
            },
            PurchaseReaders.Payment
        );

    /// <summary>GET /api/payments/{paymentId}</summary>
    public ValueTask<ApiReply<PaymentAnswer>> PaymentAsync(string token, string paymentId) =>
        SendAsync(
            null,
            new("GET", $"/api/payments/{Escape(paymentId)}") { Token = token },
            PurchaseReaders.Payment
        );

    /// <summary>GET /api/tickets/{ticketId}</summary>
    public ValueTask<ApiReply<TicketAnswer>> TicketAsync(string token, string ticketId) =>
        SendAsync(
            Step.Ticket,
            new("GET", $"/api/tickets/{Escape(ticketId)}") { Token = token },
            PurchaseReaders.Ticket
        );

    /// <summary>GET /api/admin/queues/{queueId}</summary>
    public ValueTask<ApiReply<QueueAnswer>> QueueAsync(string adminKey, string queueId) =>
        SendAsync(
            null,
            new("GET", $"/api/admin/queues/{Escape(queueId)}") { AdminKey = adminKey },
            QueueReaders.Queue
        );

    /// <summary>POST /api/admin/audit, over everything.</summary>
    public ValueTask<ApiReply<AuditAnswer>> AuditAsync(string adminKey) =>
        SendAsync(
            null,
            new("POST", "/api/admin/audit") { AdminKey = adminKey, Body = JsonBody.Of() },
            AuditReader.Read
        );

    private delegate T ValueReader<T>(ReadOnlySpan<byte> body);

    private async ValueTask<ApiReply<T>> SendAsync<T>(Step? step, HttpCall call, ValueReader<T> read)
    {
        Interlocked.Increment(ref requests);
        var reply = await client.SendAsync(call, (status, body) => Sort(status, body, read), stop);
        latencies[Step.ConnectionWait].Record(reply.WaitedForConnection);
        if (reply.Failure is not null)
        {
            return new(0, default, null, reply.Failure, -1);
        }
        if (step is { } timed)
        {
            latencies[timed].Record(reply.Took);
        }
        return new(reply.Status, reply.Value.Value, reply.Value.Problem, null, reply.RetryAfterSeconds);
    }

    private static (T? Value, Problem? Problem) Sort<T>(
        int status,
        ReadOnlySpan<byte> body,
        ValueReader<T> read
    )
    {
        if (status is < 200 or > 299)
        {
            return (default, ProblemReader.Read(body));
        }
        try
        {
            return (read(body), null);
        }
        catch (JsonException e)
        {
            return (default, ProblemReader.NotTheContract($"{status}: {e.Message}"));
        }
    }

    private static Nothing ReadNothing(ReadOnlySpan<byte> body) => default;

    private static string Escape(string id) => Uri.EscapeDataString(id);
}
