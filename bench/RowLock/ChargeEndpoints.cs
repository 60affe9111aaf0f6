using Npgsql;
using static Ticketing.Bench.RowLock.Database;

namespace Ticketing.Bench.RowLock;

/// <summary>Charges: the gate, the balance and the ledger in one statement.</summary>
internal static class ChargeEndpoints
{
    private const string Charge = """
        with gate as (
            select user_id from tokens
            where token = $1 and user_id = $2 and (status = 0 or (status = 1 and active_until > $4))),
        account as (
            update users set balance = balance + $3 from gate
            where users.user_id = gate.user_id and balance + $3 <= 1000000000
            returning users.user_id, balance)
        insert into ledger (user_id, kind, amount, balance_after, at)
        select user_id, 1, $3, balance, $4 from account
        returning entry_id, balance_after
        """;

    private const string Why = "select user_id, status, active_until from tokens where token = $1";

    public static void MapCharges(this WebApplication app) =>
        app.MapPost("/api/users/{userId}/balance/charges", ChargeAsync);

    private static async Task<IResult> ChargeAsync(
        string userId,
        ChargeRequest request,
        HttpRequest http,
        NpgsqlDataSource database,
        TimeProvider time
    )
    {
        if (!Refusal.TryToken(http, out var token))
        {
            return Refusal.Of(401, "token-missing");
        }
        if (request.Amount <= 0)
        {
            return Refusal.Of(400, "amount-invalid");
        }
        var now = time.GetUtcNow();
        await using (var command = database.CreateCommand(Charge))
        {
            command.Parameters.Add(P(token));
            command.Parameters.Add(P(userId));
            command.Parameters.Add(P(request.Amount));
            command.Parameters.Add(P(now));
            await using var reader = await command.ExecuteReaderAsync();
            if (await reader.ReadAsync())
            {
                return Results.Json(
                    new ChargeAnswer(userId, reader.GetInt64(1), reader.GetInt64(0)),
                    WireContext.Default.ChargeAnswer
                );
            }
        }
        return await ExplainAsync(database, token, userId, now);
    }

    private static async Task<IResult> ExplainAsync(
        NpgsqlDataSource database,
        Guid token,
        string userId,
        DateTimeOffset now
    )
    {
        await using var command = database.CreateCommand(Why);
        command.Parameters.Add(P(token));
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return Refusal.Of(401, "token-invalid");
        }
        if (reader.GetString(0) != userId)
        {
            return Refusal.Of(403, "user-mismatch");
        }
        DateTimeOffset? until = reader.IsDBNull(2) ? null : reader.GetFieldValue<DateTimeOffset>(2);
        return Refusal.Gate(reader.GetInt16(1), until, now, waitingMay: true)
            ?? Refusal.Of(409, "balance-limit");
    }
}
