using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace Ticketing.Bench.Floor;

/// <summary>
/// Rows gathered from all requests and inserted with one statement and one commit; each request is answered after the commit
/// that holds its rows. While one batch is on its way the next one fills.
/// </summary>
internal sealed class RowSink : IAsyncDisposable
{
    private const int MostRows = 1000;

    /// <summary>As many bytes as a state row of the service has on average.</summary>
    private static readonly string Payload = "{\"" + new string('x', 180) + "\":1}";

    private readonly Channel<(int Rows, TaskCompletionSource Done)> asked = Channel.CreateUnbounded<(
        int,
        TaskCompletionSource
    )>(new UnboundedChannelOptions { SingleReader = false });

    private readonly NpgsqlDataSource? database;
    private readonly Task[] writing;
    private long lastKey;

    private RowSink(NpgsqlDataSource? database, int writers)
    {
        this.database = database;
        writing = database is null ? [] : [.. Enumerable.Range(0, writers).Select(_ => Task.Run(WriteAsync))];
    }

    /// <summary>Makes the table anew; without a connection string rows are not wanted.</summary>
    public static async Task<RowSink> OpenAsync(string? connectionString)
    {
        if (connectionString is null)
        {
            return new RowSink(null, 0);
        }
        var database = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                MaxAutoPrepare = 8,
                AutoPrepareMinUsages = 1,
                NoResetOnClose = true,
            }.ConnectionString
        );
        await using var command = database.CreateCommand(
            """
            drop table if exists floor_rows;
            create table floor_rows (key text primary key, version bigint not null, payload text not null)
            """
        );
        await command.ExecuteNonQueryAsync();
        return new RowSink(database, 2);
    }

    /// <summary>Writes some rows; done when they are committed.</summary>
    public Task AddAsync(int rows)
    {
        if (database is null)
        {
            return Task.CompletedTask;
        }
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        asked.Writer.TryWrite((rows, done));
        return done.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        asked.Writer.Complete();
        await Task.WhenAll(writing);
        if (database is not null)
        {
            await database.DisposeAsync();
        }
    }

    private async Task WriteAsync()
    {
        await using var connection = await database!.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(
            "insert into floor_rows select * from unnest($1::text[], $2::bigint[], $3::text[])",
            connection
        );
        var keys = new NpgsqlParameter<string[]> { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };
        var versions = new NpgsqlParameter<long[]>
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint,
        };
        var payloads = new NpgsqlParameter<string[]>
        {
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        };
        command.Parameters.Add(keys);
        command.Parameters.Add(versions);
        command.Parameters.Add(payloads);
        List<TaskCompletionSource> done = [];
        while (await asked.Reader.WaitToReadAsync())
        {
            var rows = 0;
            done.Clear();
            while (rows < MostRows && asked.Reader.TryRead(out var next))
            {
                rows += next.Rows;
                done.Add(next.Done);
            }
            if (rows == 0)
            {
                continue;
            }
            var first = Interlocked.Add(ref lastKey, rows) - rows;
            keys.TypedValue = [.. Enumerable.Range(0, rows).Select(row => $"row/{first + row:D12}")];
            versions.TypedValue = [.. Enumerable.Repeat(1L, rows)];
            payloads.TypedValue = [.. Enumerable.Repeat(Payload, rows)];
            await command.ExecuteNonQueryAsync();
            done.ForEach(one => one.SetResult());
        }
    }
}
