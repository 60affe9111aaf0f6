using Npgsql;
using static Ticketing.Bench.RowLock.Database;

namespace Ticketing.Bench.RowLock;

/// <summary>
/// Holds: one transaction in two round trips. The first locks the seat with <c>SELECT … FOR UPDATE</c> and brings all that the
/// decision needs, the second writes and commits.
/// </summary>
internal static class ReservationEndpoints
{
    private const int MostHolds = 4;
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(5);

    private const string Gate = """
        select user_id, status, active_until, (
            select count(*) from reservations r
            where r.user_id = tokens.user_id and r.status = 0 and r.held_until > $2)
        from tokens where token = $1
        """;

    private const string LockSeat = """
        select s.status, s.reservation_id, s.held_until,
            (select r.user_id from reservations r where r.reservation_id = s.reservation_id)
        from seats s where s.schedule = $1 and s.seat_number = $2 for update of s
        """;

    private const string HoldSeat =
        "update seats set status = 1, reservation_id = $3, held_until = $4 where schedule = $1 and seat_number = $2";

    private const string Insert = """
        insert into reservations (reservation_id, user_id, schedule, seat_number, price, status, held_until)
        values ($1, $2, $3, $4, $5, 0, $6)
        """;

    private const string ExpireOld =
        "update reservations set status = 2 where reservation_id = $1 and status = 0";

    public static void MapReservations(this WebApplication app) =>
        app.MapPost("/api/reservations", ReserveAsync);

    private static async Task<IResult> ReserveAsync(
        ReserveRequest request,
        HttpRequest http,
        NpgsqlDataSource database,
        Schedules schedules,
        TimeProvider time
    )
    {
        if (!Refusal.TryToken(http, out var token))
        {
            return Refusal.Of(401, "token-missing");
        }
        if (await schedules.FindAsync(request.ConcertId, request.ScheduleId) is not { } schedule)
        {
            return Refusal.Of(404, "schedule-not-found");
        }
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync();
        var (refused, found) = await LockAsync(connection, token, schedule, request, now);
        if (refused is not null || found.Same)
        {
            await connection.RollBackAsync();
            return refused
                ?? Answer(
                    request,
                    found.UserId,
                    found.ReservationId!.Value,
                    schedule,
                    found.Until!.Value,
                    200
                );
        }
        var reservationId = Guid.CreateVersion7(now);
        await using var batch = connection.CreateBatch();
        batch.Then(HoldSeat, P(schedule.Key), P(request.SeatNumber), P(reservationId), P(now + Hold));
        batch.Then(
            Insert,
            P(reservationId),
            P(found.UserId),
            P(schedule.Key),
            P(request.SeatNumber),
            P(schedule.Price),
            P(now + Hold)
        );
        if (found.ReservationId is { } old)
        {
            batch.Then(ExpireOld, P(old));
        }
        batch.Then("commit");
        await batch.ExecuteNonQueryAsync();
        return Answer(request, found.UserId, reservationId, schedule, now + Hold, 201);
    }

    private static async Task<(IResult? Refused, Found Found)> LockAsync(
        NpgsqlConnection connection,
        Guid token,
        Schedule schedule,
        ReserveRequest request,
        DateTimeOffset now
    )
    {
        await using var batch = connection
            .CreateBatch()
            .Then("begin")
            .Then(Gate, P(token), P(now))
            .Then(LockSeat, P(schedule.Key), P(request.SeatNumber));
        await using var reader = await batch.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return (Refusal.Of(401, "token-invalid"), default);
        }
        var userId = reader.GetString(0);
        DateTimeOffset? until = reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2);
        if (Refusal.Gate(reader.GetInt16(1), until, now, waitingMay: false) is { } refused)
        {
            return (refused, default);
        }
        var holds = reader.GetInt64(3);
        await reader.NextResultAsync();
        if (!await reader.ReadAsync())
        {
            return (Refusal.Of(404, "seat-not-found"), default);
        }
        var status = reader.GetInt16(0);
        Guid? reservation = reader.IsDBNull(1) ? null : reader.GetGuid(1);
        DateTimeOffset? heldUntil = reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2);
        var held = status == 1 && heldUntil > now;
        // Whoever waited for the lock sees the seat as it is now, and reservations as they were: no name means another's.
        var same = held && !reader.IsDBNull(3) && reader.GetString(3) == userId;
        return status == 2 || (held && !same) ? (Refusal.Of(409, "seat-taken"), default)
            : !same && holds >= MostHolds ? (Refusal.Of(409, "hold-limit"), default)
            : (null, new Found(userId, same, reservation, heldUntil));
    }

    /// <summary>Ends the transaction that <c>begin</c> in a batch has opened.</summary>
    public static async Task RollBackAsync(this NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("rollback", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static IResult Answer(
        ReserveRequest request,
        string userId,
        Guid reservationId,
        Schedule schedule,
        DateTimeOffset until,
        int status
    ) =>
        Results.Json(
            new ReservationAnswer(
                reservationId,
                userId,
                request.ConcertId,
                request.ScheduleId,
                request.SeatNumber,
                schedule.Price,
                "held",
                until
            ),
            WireContext.Default.ReservationAnswer,
            statusCode: status
        );

    private readonly record struct Found(
        string UserId,
        bool Same,
        Guid? ReservationId,
        DateTimeOffset? Until
    );
}
