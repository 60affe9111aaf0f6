using System.Data.Common;
using System.Text;
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

    private const string Range =
        "SELECT grain_key, version, CAST(payload AS text) FROM grain_state "
        + "WHERE state_name = @stateName AND grain_key >= @from AND grain_key < @to AND payload IS NOT NULL "
        + "LIMIT @limit";

    // After a start every seat map is read at once. A few connections are as fast as many, and do not crowd out others.
    private const int RangesAtOnce = 4;

    private const string Delete =
        "DELETE FROM grain_state WHERE state_name = @stateName AND grain_key = @key AND updated_at < @before";

    private readonly SemaphoreSlim _ranges = new(RangesAtOnce);

    public IAsyncEnumerable<StoredRecord> ReadAllAsync(
        IReadOnlyList<string> stateNames,
        CancellationToken cancellationToken = default
    )
    {
        store.RequireStart();
        return store.Database.ReadSnapshotAsync(stateNames, cancellationToken);
    }

    public async Task<IReadOnlyList<StoredRecord>> ReadManyAsync(
        string stateName,
        string keyPrefix,
        int limit,
        CancellationToken cancellationToken = default
    )
    {
        store.RequireStart();
        ArgumentException.ThrowIfNullOrEmpty(keyPrefix);
        await _ranges.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var rows = await RangeAsync(stateName, keyPrefix, limit + 1, cancellationToken)
                .ConfigureAwait(false);
            return rows.Count <= limit
                ? rows
                : throw new InvalidOperationException(
                    $"More than {limit} records of '{stateName}' begin with '{keyPrefix}'."
                );
        }
        finally
        {
            _ranges.Release();
        }
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

    private Task<List<StoredRecord>> RangeAsync(
        string stateName,
        string keyPrefix,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var range = new
        {
            stateName,
            from = keyPrefix,
            // The first key that is after all that begin so.
            to = keyPrefix[..^1] + (char)(keyPrefix[^1] + 1),
            limit,
        };
        return store.Database.RunAsync(
            forWriting: false,
            async connection =>
            {
                await using var rows = await connection.ExecuteReaderAsync(Range, range);
                return await ReadAsync(stateName, rows);
            },
            cancellationToken
        );
    }

    // Not mapped by the types of the columns: where there are no rows, SQLite takes a computed one for bytes.
    private static async Task<List<StoredRecord>> ReadAsync(string stateName, DbDataReader rows)
    {
        var read = new List<StoredRecord>();
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            var payload = Encoding.UTF8.GetBytes(rows.GetString(2));
            read.Add(new StoredRecord(stateName, rows.GetString(0), rows.GetInt64(1), payload));
        }

        return read;
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
