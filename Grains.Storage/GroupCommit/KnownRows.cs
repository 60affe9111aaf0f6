using Dapper;
using Microsoft.Extensions.Logging;

namespace Ticketing.Storage;

/// <summary>
/// Spares the reads of rows that were never written, of which there is one for each wallet, seat and book that is used for
/// the first time. Only in a process that has the store to itself; it learns the keys there are beside the first reads after the
/// start, and those that are written as they come.
/// </summary>
internal sealed partial class KnownRows(
    ITicketDatabase database,
    GroupCommitStorageOptions options,
    ILogger logger
) : IAsyncDisposable
{
    private const int RowsOfAPage = 5_000;

    // Short statements along the primary key, so that they hold nobody up. What is written meanwhile is added by its writer.
    private const string Page =
        "SELECT state_name AS StateName, grain_key AS Key FROM grain_state "
        + "WHERE (state_name, grain_key) > (@stateName, @key) ORDER BY state_name, grain_key LIMIT @limit";

    private readonly CancellationTokenSource _ended = new();
    private Task _learning = Task.CompletedTask;
    private RowFilter? _filter;

    /// <summary>Begins to learn; until that has ended every row may be there.</summary>
    public void Start()
    {
        if (options is { KnownRows: > 0, Exclusive: true, ForCluster: false })
        {
            Begin();
        }
    }

    /// <summary>True where the row was certainly never written.</summary>
    public bool IsMissing(PendingOperation row) =>
        Volatile.Read(ref _filter) is { IsComplete: true } rows && !rows.MayHave(row.StateName, row.Key);

    /// <summary>To be called before a write is handed to the database.</summary>
    public void Add(PendingOperation row) => Volatile.Read(ref _filter)?.Add(row.StateName, row.Key);

    /// <summary>Somebody else wrote to the store: from now on every row may be there.</summary>
    public void Forget() => Volatile.Write(ref _filter, null);

    /// <summary>Waits until what is being learned is known; for tests.</summary>
    internal Task LearnedAsync() => _learning;

    public async ValueTask DisposeAsync()
    {
        Forget();
        await _ended.CancelAsync().ConfigureAwait(false);
        await _learning.ConfigureAwait(false);
        _ended.Dispose();
    }

    private void Begin()
    {
        var filter = new RowFilter(options.KnownRows);
        Volatile.Write(ref _filter, filter);
        _learning = Task.Run(() => LearnAsync(filter));
    }

    private async Task LearnAsync(RowFilter filter)
    {
        try
        {
            var (stateName, key) = ("", "");
            var rows = 0L;
            for (var full = true; full; )
            {
                var page = await ReadPageAsync(stateName, key).ConfigureAwait(false);
                foreach (var row in page)
                {
                    filter.Add(row.StateName, row.Key);
                }

                rows += page.Count;
                full = page.Count == RowsOfAPage;
                (stateName, key) = full ? (page[^1].StateName, page[^1].Key) : (stateName, key);
            }

            filter.IsComplete = true;
            GiveMemoryBack();
            LogLearned(logger, rows, options.KnownRows);
        }
        catch (Exception exception)
            when (exception is StorageUnavailableException or OperationCanceledException)
        {
            // Nothing depends on it: every row is asked for, as before.
            Forget();
        }
    }

    // What was read at the start, here and by a long line, is far more than what is kept of it. Once, in one pause soon after
    // the start, so that the process is not that much larger for the whole of the sale.
    private static void GiveMemoryBack() =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private Task<List<Row>> ReadPageAsync(string stateName, string key) =>
        database.RunAsync(
            forWriting: false,
            async connection =>
                (
                    await connection
                        .QueryAsync<Row>(
                            Page,
                            new
                            {
                                stateName,
                                key,
                                limit = RowsOfAPage,
                            }
                        )
                        .ConfigureAwait(false)
                ).AsList(),
            _ended.Token
        );

    [LoggerMessage(1, LogLevel.Debug, "{Rows} rows are stored; the filter is made for {KnownRows}.")]
    private static partial void LogLearned(ILogger logger, long rows, int knownRows);

    private sealed record Row(string StateName, string Key);
}
