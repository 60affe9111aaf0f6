using Dapper;
using Microsoft.Extensions.Options;

namespace Ticketing.Storage;

/// <summary>Reads and deletes records past the grains.</summary>
internal sealed class RecordStore(StateStore store, IOptions<GroupCommitStorageOptions> options)
    : IRecordReader,
        IRecordRetention
{
    // Read page by page along the primary key: an index on updated_at would cost every write of every state.
    private const string Page =
        "SELECT grain_key AS Key, updated_at AS UpdatedAt FROM grain_state "
        + "WHERE state_name = @stateName AND grain_key > @after ORDER BY grain_key LIMIT @limit";

    private const string Delete =
        "DELETE FROM grain_state WHERE state_name = @stateName AND grain_key = @key AND updated_at < @before";

    public IAsyncEnumerable<StoredRecord> ReadAllAsync(
        IReadOnlyList<string> stateNames,
        CancellationToken cancellationToken = default
    )
    {
        store.RequireStart();
        return store.Database.ReadSnapshotAsync(stateNames, cancellationToken);
    }

    public async Task<long> DeleteOlderThanAsync(
        string stateName,
        DateTimeOffset cutoff,
        CancellationToken cancellationToken = default
    )
    {
        store.RequireStart();
        var before = cutoff.ToUnixTimeMilliseconds();
        var limit = options.Value.MaxBatch;
        var after = "";
        long deleted = 0;
        while (true)
        {
            var page = await PageAsync(stateName, after, limit, cancellationToken).ConfigureAwait(false);
            string[] keys = [.. page.Where(row => row.UpdatedAt < before).Select(row => row.Key)];
            if (keys.Length > 0)
            {
                deleted += await DeleteAsync(stateName, keys, before, cancellationToken)
                    .ConfigureAwait(false);
            }

            if (page.Count < limit)
            {
                return deleted;
            }

            after = page[^1].Key;
        }
    }

    private Task<List<Row>> PageAsync(
        string stateName,
        string after,
        int limit,
        CancellationToken cancellationToken
    ) =>
        store.Database.RunAsync(
            forWriting: false,
            async connection =>
                (
                    await connection.QueryAsync<Row>(
                        Page,
                        new
                        {
                            stateName,
                            after,
                            limit,
                        }
                    )
                ).AsList(),
            cancellationToken
        );

    private Task<int> DeleteAsync(
        string stateName,
        string[] keys,
        long before,
        CancellationToken cancellationToken
    ) =>
        store.Database.RunAsync(
            forWriting: true,
            async connection =>
            {
                await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
                var rows = keys.Select(key => new
                {
                    stateName,
                    key,
                    before,
                });
                var deleted = await connection.ExecuteAsync(Delete, rows, transaction).ConfigureAwait(false);
                await transaction.CommitAsync().ConfigureAwait(false);
                return deleted;
            },
            cancellationToken
        );

    private sealed record Row(string Key, long UpdatedAt);
}
