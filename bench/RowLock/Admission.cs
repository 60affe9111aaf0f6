using Npgsql;

namespace Ticketing.Bench.RowLock;

/// <summary>Lets people in, once a second: ends active tokens whose time is over, then admits the first of the line.</summary>
internal sealed class Admission(NpgsqlDataSource database, TimeProvider time) : BackgroundService
{
    private const string Admit = """
        with line as (select * from queues where queue_id = 'default' for update),
        ended as (
            update tokens set status = 3 where token in (
                select token from tokens where status = 1 and active_until < now() limit 1000)
            returning 1),
        chosen as (
            select token from tokens where queue_id = 'default' and status = 0 order by number
            limit (select least(admission_batch, capacity - active) from line where waiting > 0)),
        admitted as (
            update tokens set status = 1,
                active_until = now() + make_interval(secs => (select active_seconds from line))
            where token in (select token from chosen) returning 1)
        update queues set
            active = active + (select count(*) from admitted) - (select count(*) from ended),
            waiting = waiting - (select count(*) from admitted)
        where queue_id = 'default' and (waiting > 0 or exists (select 1 from ended))
        """;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await using var command = database.CreateCommand(Admit);
            await command.ExecuteNonQueryAsync(stoppingToken);
        }
    }
}
