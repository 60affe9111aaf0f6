using Ticketing.Common;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>Reads many records past the grain storage, from the rows that every provider writes.</summary>
internal sealed class ManyRecords(IRecordReader records, StateJson json) : IManyRecords
{
    public async Task<IReadOnlyList<KeyValuePair<string, T>>> ReadAsync<T>(
        string stateName,
        string keyPrefix,
        int limit
    )
    {
        try
        {
            var rows = await records.ReadManyAsync(stateName, keyPrefix, limit);
            return
            [
                .. rows.Select(row => KeyValuePair.Create(row.Key, json.Deserialize<T>(row.Payload.Span)!)),
            ];
        }
        catch (StorageUnavailableException outage) when (outage.InnerException is not null)
        {
            // Grains throw it on, perhaps to another process, which cannot read the database client's own exceptions.
            throw new StorageUnavailableException(outage.Message, outage.RetryAfter);
        }
    }
}
