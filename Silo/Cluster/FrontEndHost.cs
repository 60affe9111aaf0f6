using Microsoft.Extensions.Hosting;

namespace Ticketing.Hosting;

/// <summary>What a front end needs of the grains: here it is a client of the silos that run them.</summary>
public static class FrontEndHost
{
    /// <summary>Adds the client, the boards and the copies that a front end keeps.</summary>
    /// <param name="builder">The front end's host.</param>
    public static void Configure(IHostApplicationBuilder builder)
    {
        builder.Services.AddTicketingGrains(builder.Configuration);
        ClusterComposition.AddClient(builder);
    }
}
