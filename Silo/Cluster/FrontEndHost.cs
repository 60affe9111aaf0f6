using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ticketing.Common;

namespace Ticketing.Hosting;

/// <summary>
/// What a front end needs of the grains: here it is a client of the silos that run them, or with
/// <c>Cluster:CoHostSilo</c> one of the silos itself.
/// </summary>
public static class FrontEndHost
{
    /// <summary>Adds the client or silo, the boards and the copies that a front end keeps.</summary>
    /// <param name="builder">The front end's host.</param>
    public static void Configure(IHostApplicationBuilder builder)
    {
        builder.Services.AddTicketingGrains(builder.Configuration);
        builder.Services.AddSingleton<IManyRecords, ManyRecords>();
        if (ClusterSettingsReader.Read(builder.Configuration).CoHostSilo)
        {
            ClusterComposition.AddSilo(builder);
        }
        else
        {
            ClusterComposition.AddClient(builder);
        }
    }
}
