using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ticketing.Common;
using Ticketing.Storage;

namespace Ticketing.Hosting;

/// <summary>What a front end needs of the grains: here it runs them itself, in the one process that there is.</summary>
public static class FrontEndHost
{
    /// <summary>
    /// Adds the grains with their settings, the storage that gathers their writes, and reminders in the same database.
    /// The host awaits <see cref="TicketStorageExtensions.MigrateTicketStorageAsync"/> before it runs.
    /// </summary>
    /// <param name="builder">The front end's host.</param>
    public static void Configure(IHostApplicationBuilder builder)
    {
        builder.Services.AddTicketingGrains(builder.Configuration);
        builder.Services.AddSingleton<IManyRecords, ManyRecords>();
        builder.UseOrleans(silo => silo.AddTicketStorage(builder.Configuration, StateContexts.AddTo));
    }
}
