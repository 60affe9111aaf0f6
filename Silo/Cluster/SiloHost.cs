using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ticketing.Common;

namespace Ticketing.Hosting;

/// <summary>The silo as a process of its own.</summary>
internal static class SiloHost
{
    public static void Configure(IHostApplicationBuilder builder)
    {
        ClusterComposition.AddSilo(builder);
        SiloTelemetry.AddTo(builder);
        builder.Services.AddTicketingGrains(builder.Configuration);
        builder.Services.AddSingleton<IManyRecords, ManyRecords>();
        // Activations are written down and handed over before the process ends.
        builder.Services.Configure<HostOptions>(options =>
            options.ShutdownTimeout = TimeSpan.FromSeconds(20)
        );
    }
}
