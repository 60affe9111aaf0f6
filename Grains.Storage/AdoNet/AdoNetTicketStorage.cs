using Npgsql;
using Orleans.Runtime;
using Orleans.Storage;

namespace Ticketing.Storage;

/// <summary>
/// Stands in front of the cluster runtime's ADO.NET storage. That provider takes a key that reads like a hexadecimal
/// number for the number, so the users "cafe" and "CAFE" would share a row: a character in front of every key makes it a
/// text for good. And an outage of the database is told in the storage's own words, which callers in other
/// processes understand.
/// </summary>
internal sealed class AdoNetTicketStorage(IGrainStorage inner, TimeSpan retryAfter) : IGrainStorage
{
    private const string Mark = "=";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(inner.ReadStateAsync(stateName, Marked(grainId), grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(inner.WriteStateAsync(stateName, Marked(grainId), grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(inner.ClearStateAsync(stateName, Marked(grainId), grainState));

    private static GrainId Marked(GrainId grainId) => GrainId.Create(grainId.Type, Mark + grainId.Key);

    private async Task RunAsync(Task operation)
    {
        try
        {
            await operation;
        }
        catch (NpgsqlException exception) when (PostgresErrors.IsOutage(exception))
        {
            throw new StorageUnavailableException(
                $"The PostgreSQL database does not answer: {exception.Message}",
                retryAfter,
                exception
            );
        }
    }
}
