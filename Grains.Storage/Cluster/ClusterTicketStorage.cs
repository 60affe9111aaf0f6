using Orleans.Runtime;
using Orleans.Storage;

namespace Ticketing.Storage;

/// <summary>
/// The grain storage of a silo in a cluster. It reports an outage without the database client's own exception, because
/// other processes cannot read that. If Orleans' ADO.NET storage is behind it, it also marks the keys: that provider takes
/// a key that reads like a hexadecimal number for the number, so the users "cafe" and "CAFE" would share a row.
/// </summary>
internal sealed class ClusterTicketStorage(IGrainStorage inner, bool marksKeys, TimeSpan retryAfter)
    : IGrainStorage
{
    private const string Mark = "=";

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => inner.ReadStateAsync(stateName, KeyOf(grainId), grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => inner.WriteStateAsync(stateName, KeyOf(grainId), grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        RunAsync(() => inner.ClearStateAsync(stateName, KeyOf(grainId), grainState));

    private GrainId KeyOf(GrainId grainId) =>
        marksKeys ? GrainId.Create(grainId.Type, Mark + grainId.Key) : grainId;

    private async Task RunAsync(Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (StorageUnavailableException outage) when (outage.InnerException is not null)
        {
            throw new StorageUnavailableException(outage.Message, outage.RetryAfter);
        }
        catch (Exception outage) when (IsOutage(outage))
        {
            throw new StorageUnavailableException(
                $"The PostgreSQL database does not answer: {outage.Message}",
                retryAfter
            );
        }
    }

    // An InvalidOperationException of anybody but the database's client is a bug, not an outage.
    private static bool IsOutage(Exception exception) =>
        exception is not StorageUnavailableException
        && PostgresErrors.IsOutage(exception)
        && (exception is not InvalidOperationException || exception.Source == "Npgsql");
}
