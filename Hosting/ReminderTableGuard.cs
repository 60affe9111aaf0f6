using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>
/// Stands in front of Orleans' reminder table and tells an outage of the database in words that cross to
/// other processes, as the database client's own exceptions do not.
/// </summary>
internal sealed class ReminderTableGuard(IReminderTable inner) : IReminderTable
{
    /// <summary>Puts the guard before the table that was registered last.</summary>
    public static void AddTo(IServiceCollection services)
    {
        var table = services.Last(service => service.ServiceType == typeof(IReminderTable));
        services.Remove(table);
        services.AddSingleton<IReminderTable>(provider => new ReminderTableGuard(
            (IReminderTable)(
                table.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, table.ImplementationType!)
            )
        ));
    }

    public Task StartAsync(CancellationToken cancellationToken = default) =>
        inner.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken = default) =>
        inner.StopAsync(cancellationToken);

    public Task<ReminderTableData> ReadRows(GrainId grainId) => RunAsync(inner.ReadRows(grainId));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => RunAsync(inner.ReadRows(begin, end));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        RunAsync(inner.ReadRow(grainId, reminderName));

    public Task<string?> UpsertRow(ReminderEntry entry) => RunAsync(inner.UpsertRow(entry));

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        RunAsync(inner.RemoveRow(grainId, reminderName, eTag));

    public Task TestOnlyClearTable() => inner.TestOnlyClearTable();

    private static async Task<T> RunAsync<T>(Task<T> operation)
    {
        try
        {
            return await operation;
        }
        // Without the client's own exception, which other processes cannot read.
        catch (DbException exception)
        {
            throw new StorageUnavailableException(
                $"The PostgreSQL database does not keep reminders: {exception.Message}"
            );
        }
    }
}
