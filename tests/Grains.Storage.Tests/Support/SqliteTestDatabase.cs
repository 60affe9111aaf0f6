using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Ticketing.Storage.Tests;

/// <summary>A SQLite file in a temporary folder.</summary>
public sealed class SqliteTestDatabase : TestDatabase
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ticketing-sqlite-").FullName;

    public string File => Path.Combine(_folder, "sub", "tickets.db");

    public override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["Storage:Path"] = File };

    public override string RefusePoison =>
        "CREATE TRIGGER refuse BEFORE INSERT ON grain_state WHEN NEW.grain_key = 'poison' "
        + "BEGIN SELECT RAISE(ABORT, 'poison'); END";

    public override string LockAgainstWrites => "BEGIN IMMEDIATE";

    public override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={File};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    // No lock keeps SQLite's readers waiting, so the thread that reads is kept busy.
    internal override Task<IAsyncDisposable> HoldReadsAsync(StateStore store)
    {
        var gate = new Gate();
        gate.Job = store.Database.RunAsync(
            forWriting: false,
            _ =>
            {
                gate.Opened.Wait();
                return Task.FromResult(0);
            },
            default
        );
        return Task.FromResult<IAsyncDisposable>(gate);
    }

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return base.DisposeAsync();
    }

    private sealed class Gate : IAsyncDisposable
    {
        public ManualResetEventSlim Opened { get; } = new();

        public Task Job { get; set; } = Task.CompletedTask;

        public async ValueTask DisposeAsync()
        {
            Opened.Set();
            await Job;
            Opened.Dispose();
        }
    }
}
