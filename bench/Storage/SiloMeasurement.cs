using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Ticketing.Hosting;
using Ticketing.TestSupport;
using Ticketing.Wallets;

namespace Ticketing.Storage.Bench;

/// <summary>
/// One silo, put together as the silo's own program does it, and wallets on it that are each charged again and again: every
/// charge is a write of its grain. The runtime's ADO.NET storage and the group commit in turns, each on a database of its own.
/// </summary>
internal static class SiloMeasurement
{
    private const int Wallets = 1_000;

    public static async Task RunAsync(PostgresServer server, TimeSpan duration, int turns)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            foreach (var provider in new[] { "AdoNet", "GroupCommit" })
            {
                using var host = await StartAsync(provider, await server.CreateDatabaseAsync());
                var grains = host.Services.GetRequiredService<IGrainFactory>();
                // Each wallet has been made, and the code compiled, before anything counts.
                await Measurement.CountAsync(Wallets, duration / 2, i => Charge(grains, i));
                var (done, latencies) = await Measurement.CountAsync(
                    Wallets,
                    duration,
                    i => Charge(grains, i)
                );
                Measurement.Print($"silo        {provider, -22}", Wallets, 0, done, latencies);
                await host.StopAsync();
            }
        }
    }

    private static Func<int, Task> Charge(IGrainFactory grains, int wallet)
    {
        var grain = grains.GetGrain<IWalletGrain>("u" + wallet.ToString(CultureInfo.InvariantCulture));
        return _ => grain.ChargeAsync(new ChargeWallet(1));
    }

    private static async Task<IHost> StartAsync(string provider, string connection)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:Tickets"] = connection,
                ["Storage:Provider"] = provider,
                ["Logging:LogLevel:Default"] = "Warning",
            }
        );
        builder.AddSilo();
        var host = builder.Build();
        await host.Services.PrepareAsync();
        await host.StartAsync();
        return host;
    }
}
