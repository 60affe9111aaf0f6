using Microsoft.Extensions.Logging;

namespace Ticketing.Storage;

internal sealed partial class StateStore
{
    private long _commits;
    private long _readStatements;

    /// <summary>Commits that have ended so far.</summary>
    internal long Commits => Interlocked.Read(ref _commits);

    /// <summary>Batches of reads that have ended so far.</summary>
    internal long ReadBatches => Interlocked.Read(ref _readStatements);

    /// <summary>Waits until the keys that were there at the start are known; for tests.</summary>
    internal Task LearnedAsync() => _rows.LearnedAsync();

    private async Task CommitAsync(IStateLane lane, IReadOnlyList<PendingWrite> batch)
    {
        WriteAnswer[] answers;
        try
        {
            var started = _metrics.Timestamp();
            answers = await lane.CommitAsync(batch).ConfigureAwait(false);
            _metrics.Committed(batch.Count, started);
        }
        catch (StorageUnavailableException exception)
        {
            NoticeFailure(exception);
            throw;
        }
        catch (Exception exception) when (batch.Count > 1)
        {
            // The database refuses something in the batch and has stored none of it: halve it until the row that is to
            // blame fails alone.
            LogBatchSplit(_logger, exception, batch.Count);
            var half = batch.Count / 2;
            await CommitPartAsync(lane, [.. batch.Take(half)]).ConfigureAwait(false);
            await CommitPartAsync(lane, [.. batch.Skip(half)]).ConfigureAwait(false);
            return;
        }

        Interlocked.Increment(ref _commits);
        NoticeRecovery();
        for (var i = 0; i < answers.Length; i++)
        {
            if (!answers[i].Stored)
            {
                _metrics.Conflict(batch[i].StateName);
                _rows.Forget();
            }

            batch[i].Answer(answers[i]);
        }
    }

    private async Task CommitPartAsync(IStateLane lane, List<PendingWrite> part)
    {
        try
        {
            await CommitAsync(lane, part).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not StorageUnavailableException)
        {
            // Only a part of one row gets here; a larger one has been halved.
            part[0].Fail(exception);
        }
    }

    private async Task ReadAsync(IStateLane lane, IReadOnlyList<PendingRead> batch)
    {
        StoredState?[] answers;
        try
        {
            var started = _metrics.Timestamp();
            answers = await lane.ReadAsync(batch).ConfigureAwait(false);
            _metrics.Read(batch.Count, started);
        }
        catch (StorageUnavailableException exception)
        {
            NoticeFailure(exception);
            throw;
        }

        Interlocked.Increment(ref _readStatements);
        NoticeRecovery();
        for (var i = 0; i < answers.Length; i++)
        {
            batch[i].Answer(answers[i]);
        }
    }

    // An outage is logged when it begins and when it ends, not with each of the thousands of operations in between.
    private void NoticeFailure(StorageUnavailableException exception)
    {
        _metrics.Failed();
        // Whatever cost the database its answer may have cost this process the store.
        _rows.Forget();
        if (Interlocked.Exchange(ref _unavailable, 1) == 0)
        {
            LogUnavailable(_logger, exception, Database.Description);
        }
    }

    private void NoticeRecovery()
    {
        if (Volatile.Read(ref _unavailable) == 1 && Interlocked.Exchange(ref _unavailable, 0) == 1)
        {
            LogAvailableAgain(_logger, Database.Description);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "The storage is open: {Database}.")]
    private static partial void LogStarted(ILogger logger, string database);

    [LoggerMessage(
        2,
        LogLevel.Error,
        "The storage is not available: {Database}. Reads and writes fail until it is."
    )]
    private static partial void LogUnavailable(ILogger logger, Exception exception, string database);

    [LoggerMessage(3, LogLevel.Information, "The storage is available again: {Database}.")]
    private static partial void LogAvailableAgain(ILogger logger, string database);

    [LoggerMessage(
        4,
        LogLevel.Warning,
        "The database refused a commit of {Rows} rows; it is tried in halves."
    )]
    private static partial void LogBatchSplit(ILogger logger, Exception exception, int rows);
}
