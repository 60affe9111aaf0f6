using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Ticketing.Storage;

/// <summary>
/// A thread of its own with a connection of its own: SQLite's calls block, and blocked threads are not to be the pool's.
/// Jobs run one after the other in the order of arrival, so on the writing thread nobody ever waits for SQLite's lock.
/// </summary>
internal sealed class SqliteThread : IAsyncDisposable
{
    private readonly BlockingCollection<Action> _jobs = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SqliteFile _file;
    private readonly bool _readOnly;
    private SqliteSession? _session;

    public SqliteThread(string name, SqliteFile file, bool readOnly)
    {
        _file = file;
        _readOnly = readOnly;
        new Thread(Run) { Name = name, IsBackground = true }.Start();
    }

    /// <summary>Runs a job and returns its answer.</summary>
    /// <exception cref="StorageUnavailableException">The file or the disk failed; the next job opens it again.</exception>
    public Task<TAnswer> RunAsync<TAnswer>(Func<SqliteSession, TAnswer> work)
    {
        var answer = new TaskCompletionSource<TAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _jobs.Add(() => RunJob(work, answer));
        }
        catch (InvalidOperationException exception)
        {
            answer.SetException(_file.Unavailable(exception));
        }

        return answer.Task;
    }

    /// <summary>Runs what was asked for, then closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.CompleteAdding();
        await _ended.Task.ConfigureAwait(false);
        _jobs.Dispose();
    }

    private void RunJob<TAnswer>(Func<SqliteSession, TAnswer> work, TaskCompletionSource<TAnswer> answer)
    {
        try
        {
            _session ??= new SqliteSession(_file.Open(_readOnly));
            answer.SetResult(work(_session));
        }
        catch (SqliteException exception) when (SqliteFile.IsOutage(exception))
        {
            CloseSession();
            answer.SetException(_file.Unavailable(exception));
        }
        catch (Exception exception)
        {
            answer.SetException(exception);
        }
    }

    private void Run()
    {
        foreach (var job in _jobs.GetConsumingEnumerable())
        {
            job();
        }

        CloseSession();
        _ended.SetResult();
    }

    private void CloseSession()
    {
        try
        {
            _session?.Dispose();
        }
        catch (SqliteException)
        {
            // Closing is all that is left to do with it.
        }

        _session = null;
    }
}
