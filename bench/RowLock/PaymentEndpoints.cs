using Npgsql;
using static Ticketing.Bench.RowLock.Database;

namespace Ticketing.Bench.RowLock;

/// <summary>
/// Payments: one transaction in two round trips. The first locks reservation, seat and account, the second writes all of it,
/// the queue's row last, because everybody who joins or pays wants that one.
/// </summary>
internal static class PaymentEndpoints
{
    private const string Gate = "select user_id, status, active_until from tokens where token = $1";

    private const string Lock = """
        select r.user_id, r.status, r.held_until, r.price, r.schedule, r.seat_number, u.balance,
            s.reservation_id = r.reservation_id
        from reservations r
        join seats s on s.schedule = r.schedule and s.seat_number = r.seat_number
        join users u on u.user_id = r.user_id
        where r.reservation_id = $1
        for update of r, s, u
        """;

    private const string Earlier =
        "select payment_id, ticket_id, amount, balance_after, paid_at from payments where reservation_id = $1";

    public static void MapPayments(this WebApplication app) => app.MapPost("/api/payments", PayAsync);

    private static async Task<IResult> PayAsync(
        PayRequest request,
        HttpRequest http,
        NpgsqlDataSource database,
        TimeProvider time
    )
    {
        if (!Refusal.TryToken(http, out var token))
        {
            return Refusal.Of(401, "token-missing");
        }
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync();
        var (refused, found) = await LockAsync(connection, token, request, now);
        if (refused is not null)
        {
            await connection.RollBackAsync();
            return found.Paid ? await RepeatAsync(connection, request.ReservationId) : refused;
        }
        var paymentId = Guid.CreateVersion7(now);
        var ticketId = Guid.CreateVersion7(now);
        var balance = found.Balance - found.Price;
        var id = P(request.ReservationId);
        await using var batch = connection
            .CreateBatch()
            .Then("update users set balance = $2 where user_id = $1", P(found.UserId), P(balance))
            .Then(
                """
                insert into ledger (user_id, kind, amount, balance_after, at, reservation_id)
                values ($1, 2, $2, $3, $4, $5)
                """,
                P(found.UserId),
                P(found.Price),
                P(balance),
                P(now),
                P(request.ReservationId)
            )
            .Then(
                "update seats set status = 2 where schedule = $1 and seat_number = $2",
                P(found.Schedule),
                P(found.Seat)
            )
            .Then("update reservations set status = 1 where reservation_id = $1", id)
            .Then(
                "insert into payments values ($1, $2, $3, $4, $5, $6, $7)",
                P(paymentId),
                P(request.ReservationId),
                P(ticketId),
                P(found.UserId),
                P(found.Price),
                P(balance),
                P(now)
            )
            .Then("update tokens set status = 2 where token = $1", P(token))
            .Then("update queues set active = active - 1 where queue_id = 'default'")
            .Then("commit");
        await batch.ExecuteNonQueryAsync();
        return Results.Json(
            new PaymentAnswer(paymentId, request.ReservationId, ticketId, found.Price, balance, now),
            WireContext.Default.PaymentAnswer,
            statusCode: 201
        );
    }

    private static async Task<(IResult? Refused, Found Found)> LockAsync(
        NpgsqlConnection connection,
        Guid token,
        PayRequest request,
        DateTimeOffset now
    )
    {
        await using var batch = connection
            .CreateBatch()
            .Then("begin")
            .Then(Gate, P(token))
            .Then(Lock, P(request.ReservationId));
        await using var reader = await batch.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return (Refusal.Of(401, "token-invalid"), default);
        }
        var userId = reader.GetString(0);
        var tokenStatus = reader.GetInt16(1);
        DateTimeOffset? until = reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2);
        await reader.NextResultAsync();
        if (!await reader.ReadAsync() || reader.GetString(0) != userId)
        {
            return (Refusal.Of(404, "reservation-not-found"), default);
        }
        var status = reader.GetInt16(1);
        if (status == 1)
        {
            return (Refusal.Of(409, "already-paid"), new Found { Paid = true });
        }
        if (Refusal.Gate(tokenStatus, until, now, waitingMay: false) is { } refused)
        {
            return (refused, default);
        }
        var price = reader.GetInt64(3);
        var balance = reader.GetInt64(6);
        if (status == 3)
        {
            return (Refusal.Of(409, "reservation-cancelled"), default);
        }
        if (status != 0 || reader.GetFieldValue<DateTimeOffset>(2) <= now || !reader.GetBoolean(7))
        {
            return (Refusal.Of(409, "hold-expired"), default);
        }
        return balance < price
            ? (Refusal.Of(402, "insufficient-balance"), default)
            : (null, new Found(userId, price, balance, reader.GetInt32(4), reader.GetInt32(5), false));
    }

    private static async Task<IResult> RepeatAsync(NpgsqlConnection connection, Guid reservationId)
    {
        await using var command = new NpgsqlCommand(Earlier, connection);
        command.Parameters.Add(P(reservationId));
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return Results.Json(
            new PaymentAnswer(
                reader.GetGuid(0),
                reservationId,
                reader.GetGuid(1),
                reader.GetInt64(2),
                reader.GetInt64(3),
                reader.GetFieldValue<DateTimeOffset>(4)
            ),
            WireContext.Default.PaymentAnswer
        );
    }

    private readonly record struct Found(
        string UserId,
        long Price,
        long Balance,
        int Schedule,
        int Seat,
        bool Paid
    );
}
