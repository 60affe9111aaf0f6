using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;

namespace Ticketing.Storage;

/// <summary>The embedded database: one file, one writing thread, one reading thread, write-ahead log.</summary>
internal sealed class SqliteDatabase : ITicketDatabase
{
    private readonly GroupCommitStorageOptions _options;
    private readonly TimeProvider _time;
    private readonly SqliteFile _file;
    private readonly SqliteThread _writer;
    private readonly SqliteThread _reader;
    private SqliteExclusiveLock? _lock;

    public SqliteDatabase(GroupCommitStorageOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _file = new SqliteFile(options.Path, options);
        _writer = new SqliteThread("storage writer", _file, readOnly: false);
        _reader = new SqliteThread("storage reader", _file, readOnly: true);
    }

    public string Description => $"SQLite file '{_file.Path}'";

    public (int Writers, int Readers) Lanes => (1, 1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (Directory.Exists(_file.Path))
        {
            throw new StorageStartException($"Storage:Path is {_file.Path}, a folder; it must name a file.");
        }

        MakeFolder(Path.GetDirectoryName(_file.Path)!);
        if (_options.Exclusive)
        {
            _lock ??= SqliteExclusiveLock.Take(_file.Path);
        }

        // Before the threads open the file: their statements are prepared on the tables that this makes.
        await Task.Run(Migrate, cancellationToken).ConfigureAwait(false);
    }

    public IStateLane CreateLane(bool forWriting) => new Lane(forWriting ? _writer : _reader);

    public Task<TAnswer> RunAsync<TAnswer>(
        bool forWriting,
        Func<DbConnection, Task<TAnswer>> work,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        // SQLite has no asynchronous calls: the work has ended when it returns, and waiting for it waits for nothing.
        return (forWriting ? _writer : _reader).RunAsync(session =>
            work(session.Connection).GetAwaiter().GetResult()
        );
    }

    public async IAsyncEnumerable<StoredRecord> ReadSnapshotAsync(
        IReadOnlyList<string> stateNames,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // A connection of its own: a long walk must not hold up the grains' reads.
        using var walk = OpenSnapshot();
        foreach (var stateName in stateNames)
        {
            using var reader = walk.Select(stateName);
            while (walk.Next(reader))
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return new StoredRecord(
                    stateName,
                    reader.GetString(0),
                    reader.GetInt64(1),
                    reader.GetFieldValue<byte[]>(2)
                );
            }

            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        _lock?.Dispose();
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartException(
                $"The folder '{folder}' cannot be made: {exception.Message} Set Storage:Path to a file elsewhere.",
                exception
            );
        }
    }

    private void Migrate()
    {
        try
        {
            using var connection = _file.Open(readOnly: false);
            new Migrator("Sqlite", lockStatement: null, Description, _time)
                .RunAsync(connection)
                .GetAwaiter()
                .GetResult();
        }
        catch (SqliteException exception) when (SqliteFile.IsOutage(exception))
        {
            throw new StorageStartException(
                $"{_file.Unavailable(exception).Message} Put that right, or set Storage:Path to another file.",
                exception
            );
        }
    }

    private SqliteSnapshot OpenSnapshot()
    {
        try
        {
            return new SqliteSnapshot(_file);
        }
        catch (SqliteException exception)
        {
            throw _file.Unavailable(exception);
        }
    }

    private sealed class Lane(SqliteThread thread) : IStateLane
    {
        public Task<WriteAnswer[]> CommitAsync(IReadOnlyList<PendingWrite> batch) =>
            thread.RunAsync(session => session.Commit(batch));

        public Task<StoredState?[]> ReadAsync(IReadOnlyList<PendingRead> batch) =>
            thread.RunAsync(session => session.Read(batch));

        // The thread belongs to the database.
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
