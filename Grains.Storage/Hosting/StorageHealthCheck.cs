using Dapper;
using Microsoft.Extensions.Options;

namespace Ticketing.Storage;

/// <summary>Takes the same way as a write, without writing.</summary>
internal sealed class StorageHealthCheck(StateStore store, IOptions<GroupCommitStorageOptions> options)
    : IStorageHealth
{
    public async Task<StorageHealth> CheckAsync(CancellationToken cancellationToken = default)
    {
        var database = store.Database;
        try
        {
            store.RequireStart();
            await database
                .RunAsync(
                    forWriting: true,
                    connection =>
                        connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM schema_migrations"),
                    cancellationToken
                )
                .WaitAsync(options.Value.CommandTimeout, TimeProvider.System, cancellationToken)
                .ConfigureAwait(false);
            return new StorageHealth(true, database.Description, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new StorageHealth(false, database.Description, exception.Message);
        }
    }
}
