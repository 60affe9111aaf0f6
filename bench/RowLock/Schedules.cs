using System.Collections.Concurrent;
using Npgsql;

namespace Ticketing.Bench.RowLock;

/// <summary>A schedule as it was made; it never changes.</summary>
internal sealed record Schedule(
    int Key,
    string ConcertId,
    string ScheduleId,
    DateTimeOffset StartsAt,
    long Price,
    int Seats
);

/// <summary>Schedules in memory: what never changes is read once.</summary>
internal sealed class Schedules(NpgsqlDataSource database)
{
    private readonly ConcurrentDictionary<(string, string), Schedule> known = new();

    /// <summary>Finds a schedule; null: there is none.</summary>
    public ValueTask<Schedule?> FindAsync(string concertId, string scheduleId) =>
        known.TryGetValue((concertId, scheduleId), out var found)
            ? new ValueTask<Schedule?>(found)
            : ReadAsync(concertId, scheduleId);

    private async ValueTask<Schedule?> ReadAsync(string concertId, string scheduleId)
    {
        await using var command = database.CreateCommand(
            "select schedule, starts_at, price, seats from schedules where concert_id = $1 and schedule_id = $2"
        );
        command.Parameters.Add(Database.P(concertId));
        command.Parameters.Add(Database.P(scheduleId));
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync())
        {
            return null;
        }
        var schedule = new Schedule(
            reader.GetInt32(0),
            concertId,
            scheduleId,
            reader.GetFieldValue<DateTimeOffset>(1),
            reader.GetInt64(2),
            reader.GetInt32(3)
        );
        return known[(concertId, scheduleId)] = schedule;
    }
}
