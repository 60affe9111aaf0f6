using Npgsql;
using static Ticketing.Bench.RowLock.Database;

namespace Ticketing.Bench.RowLock;

/// <summary>What a run needs to be set up; not measured.</summary>
internal static class AdminEndpoints
{
    public static void MapAdmin(this WebApplication app)
    {
        app.MapPut("/api/admin/queues/{queueId}", SetAsync);
        app.MapPost("/api/admin/concerts", ConcertAsync);
        app.MapPost("/api/admin/concerts/{concertId}/schedules", ScheduleAsync);
    }

    private static async Task<IResult> SetAsync(
        string queueId,
        QueueSettings settings,
        NpgsqlDataSource database
    )
    {
        await using var command = database.CreateCommand(
            "update queues set capacity = $2, admission_batch = $3, active_seconds = $4 where queue_id = $1"
        );
        command.Parameters.Add(P(queueId));
        command.Parameters.Add(P(settings.Capacity));
        command.Parameters.Add(P(settings.AdmissionBatch));
        command.Parameters.Add(P(settings.ActiveSeconds));
        await command.ExecuteNonQueryAsync();
        return Results.Json(settings, WireContext.Default.QueueSettings);
    }

    private static async Task<IResult> ConcertAsync(NewConcert concert, NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("insert into concerts values ($1, $2, $3, $4)");
        command.Parameters.Add(P(concert.ConcertId));
        command.Parameters.Add(P(concert.Title));
        command.Parameters.Add(P(concert.Venue));
        command.Parameters.Add(P(concert.QueueId ?? "default"));
        await command.ExecuteNonQueryAsync();
        return Results.Json(concert, WireContext.Default.NewConcert, statusCode: 201);
    }

    private static async Task<IResult> ScheduleAsync(
        string concertId,
        NewSchedule schedule,
        NpgsqlDataSource database
    )
    {
        await using var command = database.CreateCommand(
            """
            with made as (
                insert into schedules (concert_id, schedule_id, starts_at, price, seats)
                values ($1, $2, $3, $4, $5) returning schedule)
            insert into seats (schedule, seat_number)
            select schedule, number from made, generate_series(1, $5) number
            """
        );
        command.Parameters.Add(P(concertId));
        command.Parameters.Add(P(schedule.ScheduleId));
        command.Parameters.Add(P(schedule.StartsAt.ToUniversalTime()));
        command.Parameters.Add(P(schedule.Price));
        command.Parameters.Add(P(schedule.Seats));
        await command.ExecuteNonQueryAsync();
        return Results.Json(schedule, WireContext.Default.NewSchedule, statusCode: 201);
    }
}
