using Npgsql;
using static Ticketing.Bench.RowLock.Database;

namespace Ticketing.Bench.RowLock;

/// <summary>
/// The line: one row a queue that hands out numbers and counts who is in, and one row a token. Joining is one statement: it
/// locks the queue's row, decides, and writes the token.
/// </summary>
internal static class QueueEndpoints
{
    private const string Join = """
        with line as (
            update queues set
                last_number = last_number + 1,
                last_admitted = active < capacity and waiting = 0,
                active = active + (active < capacity and waiting = 0)::int,
                waiting = waiting + (not (active < capacity and waiting = 0))::int
            where queue_id = $1 and exists (select 1 from users where user_id = $2)
            returning last_number, last_admitted, active_seconds, waiting)
        insert into tokens (token, queue_id, user_id, number, status, issued_at, active_until)
        select $3, $1, $2, last_number, last_admitted::int, $4,
            case when last_admitted then $4 + make_interval(secs => active_seconds) end
        from line
        returning token, queue_id, user_id, status, issued_at, active_until,
            (select waiting - 1 from line where not last_admitted)
        """;

    private const string Look = """
        select token, queue_id, user_id, status, issued_at, active_until,
            case when status = 0 then (
                select count(*) from tokens before
                where before.queue_id = tokens.queue_id and before.status = 0 and before.number < tokens.number) end
        from tokens where
        """;

    private const string LookByToken = Look + " token = $1";
    private const string LookByUser = Look + " queue_id = $1 and user_id = $2 and status < 2";

    public static void MapQueue(this WebApplication app)
    {
        app.MapPost("/api/queue/tokens", JoinAsync);
        app.MapGet("/api/queue/tokens/current", PollAsync);
    }

    private static async Task<IResult> JoinAsync(
        JoinRequest request,
        NpgsqlDataSource database,
        TimeProvider time
    )
    {
        var now = time.GetUtcNow();
        var queueId = request.QueueId ?? "default";
        try
        {
            await using var command = database.CreateCommand(Join);
            command.Parameters.Add(P(queueId));
            command.Parameters.Add(P(request.UserId));
            command.Parameters.Add(P(Guid.CreateVersion7(now)));
            command.Parameters.Add(P(now));
            return await ReadAsync(command, now) is { } issued
                ? Results.Json(issued, WireContext.Default.TokenAnswer, statusCode: 201)
                : Refusal.Of(404, "user-not-found");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            await using var command = database.CreateCommand(LookByUser);
            command.Parameters.Add(P(queueId));
            command.Parameters.Add(P(request.UserId));
            return await ReadAsync(command, now) is { } known
                ? Results.Json(known, WireContext.Default.TokenAnswer)
                : Refusal.Of(503, "unavailable");
        }
    }

    private static async Task<IResult> PollAsync(
        HttpRequest request,
        NpgsqlDataSource database,
        TimeProvider time
    )
    {
        if (!Refusal.TryToken(request, out var token))
        {
            return Refusal.Of(401, "token-missing");
        }
        await using var command = database.CreateCommand(LookByToken);
        command.Parameters.Add(P(token));
        return await ReadAsync(command, time.GetUtcNow()) is { } found
            ? Results.Json(found, WireContext.Default.TokenAnswer)
            : Refusal.Of(401, "token-invalid");
    }

    private static async Task<TokenAnswer?> ReadAsync(NpgsqlCommand command, DateTimeOffset now)
    {
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return null;
        }
        var status = reader.GetInt16(3);
        DateTimeOffset? until = reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5);
        var ahead = status == 0 ? reader.GetInt64(6) : 0;
        return new TokenAnswer(
            reader.GetGuid(0),
            reader.GetString(1),
            reader.GetString(2),
            status switch
            {
                0 => "waiting",
                1 when until > now => "active",
                2 => "completed",
                _ => "expired",
            },
            status == 0 ? ahead + 1 : 0,
            ahead,
            new WaitAnswer(0, ahead / 10d, ahead / 5d),
            status == 0 ? 5 : 30,
            reader.GetFieldValue<DateTimeOffset>(4),
            until
        );
    }
}
