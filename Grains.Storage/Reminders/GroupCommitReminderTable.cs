using System.Data.Common;
using Dapper;
using Orleans;
using Orleans.Runtime;

namespace Ticketing.Storage;

/// <summary>
/// The reminders, in the same database as the states. The etag changes with every write of a row. Starts are kept to
/// the millisecond.
/// </summary>
internal sealed class GroupCommitReminderTable(StateStore store) : IReminderTable
{
    private const string Columns =
        "SELECT grain_id AS GrainId, reminder_name AS Name, start_at AS StartAt, period_ms AS PeriodMs, "
        + "etag AS ETag FROM reminders ";

    private const string OfGrain = Columns + "WHERE grain_id = @grainId";

    private const string OneRow = Columns + "WHERE grain_id = @grainId AND reminder_name = @reminderName";

    private const string InRange = Columns + "WHERE grain_hash > @begin AND grain_hash <= @end";

    private const string AroundZero = Columns + "WHERE grain_hash > @begin OR grain_hash <= @end";

    private const string Upsert = """
        INSERT INTO reminders (grain_id, reminder_name, grain_hash, start_at, period_ms, etag)
        VALUES (@grainId, @reminderName, @hash, @startAt, @periodMs, @etag)
        ON CONFLICT (grain_id, reminder_name) DO UPDATE SET
            grain_hash = excluded.grain_hash, start_at = excluded.start_at,
            period_ms = excluded.period_ms, etag = excluded.etag
        """;

    private const string Remove =
        "DELETE FROM reminders WHERE grain_id = @grainId AND reminder_name = @reminderName AND etag = @etag";

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        ReadAsync(OfGrain, new { grainId = grainId.ToString() });

    // The ring wraps around: a range that ends at or before its beginning goes past the largest hash and on from zero.
    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        ReadAsync(begin < end ? InRange : AroundZero, new { begin = (long)begin, end = (long)end });

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var found = await ReadAsync(OneRow, new { grainId = grainId.ToString(), reminderName });
        return found.Reminders.Count == 0 ? null : found.Reminders[0];
    }

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        var row = new
        {
            grainId = entry.GrainId.ToString(),
            reminderName = entry.ReminderName,
            hash = (long)entry.GrainId.GetUniformHashCode(),
            startAt = new DateTimeOffset(AsUtc(entry.StartAt)).ToUnixTimeMilliseconds(),
            periodMs = (long)entry.Period.TotalMilliseconds,
            etag = Guid.NewGuid().ToString("N"),
        };
        await WriteAsync(connection => connection.ExecuteAsync(Upsert, row));
        return row.etag;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var row = new
        {
            grainId = grainId.ToString(),
            reminderName,
            etag = eTag,
        };
        return await WriteAsync(connection => connection.ExecuteAsync(Remove, row)) == 1;
    }

    public Task TestOnlyClearTable() =>
        WriteAsync(connection => connection.ExecuteAsync("DELETE FROM reminders"));

    private static DateTime AsUtc(DateTime time) =>
        time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time;

    private async Task<ReminderTableData> ReadAsync(string sql, object parameters)
    {
        store.RequireStart();
        var rows = await store.Database.RunAsync(
            forWriting: false,
            connection => connection.QueryAsync<Row>(sql, parameters),
            CancellationToken.None
        );
        return new ReminderTableData(rows.Select(row => row.ToEntry()));
    }

    private Task<int> WriteAsync(Func<DbConnection, Task<int>> work)
    {
        store.RequireStart();
        return store.Database.RunAsync(forWriting: true, work, CancellationToken.None);
    }

    private sealed record Row(string GrainId, string Name, long StartAt, long PeriodMs, string ETag)
    {
        public ReminderEntry ToEntry() =>
            new()
            {
                GrainId = Orleans.Runtime.GrainId.Parse(GrainId),
                ReminderName = Name,
                StartAt = DateTimeOffset.FromUnixTimeMilliseconds(StartAt).UtcDateTime,
                Period = TimeSpan.FromMilliseconds(PeriodMs),
                ETag = ETag,
            };
    }
}
