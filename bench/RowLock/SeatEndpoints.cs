using Npgsql;
using static Ticketing.Bench.RowLock.Database;

namespace Ticketing.Bench.RowLock;

/// <summary>The seat map: the gate and the seats in one round trip.</summary>
internal static class SeatEndpoints
{
    private static readonly string[] Names = ["available", "held", "sold"];

    public static void MapSeats(this WebApplication app) =>
        app.MapGet("/api/concerts/{concertId}/schedules/{scheduleId}/seats", ReadAsync);

    private static async Task<IResult> ReadAsync(
        string concertId,
        string scheduleId,
        HttpRequest request,
        NpgsqlDataSource database,
        Schedules schedules,
        TimeProvider time
    )
    {
        if (!Refusal.TryToken(request, out var token))
        {
            return Refusal.Of(401, "token-missing");
        }
        if (await schedules.FindAsync(concertId, scheduleId) is not { } schedule)
        {
            return Refusal.Of(404, "schedule-not-found");
        }
        var now = time.GetUtcNow();
        await using var batch = database
            .CreateBatch()
            .Then("select status, active_until from tokens where token = $1", P(token))
            .Then(
                """
                select seat_number, case when status = 1 and held_until <= $2 then 0 else status end
                from seats where schedule = $1 order by seat_number
                """,
                P(schedule.Key),
                P(now)
            );
        await using var reader = await batch.ExecuteReaderAsync();
        var known = await reader.ReadAsync();
        var refused = Refusal.Gate(
            known ? reader.GetInt16(0) : null,
            known && !reader.IsDBNull(1) ? reader.GetFieldValue<DateTimeOffset>(1) : null,
            now,
            waitingMay: false
        );
        if (refused is not null)
        {
            return refused;
        }
        await reader.NextResultAsync();
        var seats = new List<SeatAnswer>(schedule.Seats);
        while (await reader.ReadAsync())
        {
            seats.Add(new SeatAnswer(reader.GetInt32(0), Names[reader.GetInt32(1)]));
        }
        return Results.Json(
            new SeatsAnswer(scheduleId, schedule.StartsAt, schedule.Price, seats),
            WireContext.Default.SeatsAnswer
        );
    }
}
