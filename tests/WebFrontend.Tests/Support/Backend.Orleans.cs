using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Reminders;
using Orleans.TestingHost;
using Ticketing.Hosting;
using Ticketing.Storage;
using Ticketing.TestSupport;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>
/// What stands behind the server: a silo, which the server is a client of over real connections, and a database of the
/// PostgreSQL server that all tests share. A server that is its own silo has only the database.
/// </summary>
internal sealed class Backend : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Task<string>> Databases = new();

    private readonly bool _hasSilo;
    private IHost? _silo;

    private Backend(string connection, bool hasSilo)
    {
        _hasSilo = hasSilo;
        Settings = new()
        {
            // Connections that nobody uses any more go soon: the tests make many servers.
            ["ConnectionStrings:Tickets"] =
                connection + ";Connection Idle Lifetime=2;Connection Pruning Interval=1",
            ["Cluster:SiloPort"] = Port(),
            ["Cluster:GatewayPort"] = Port(),
            ["Cluster:MaxConnections"] = "8",
            ["Tokens:SigningKeys:0:Id"] = "tests",
            ["Tokens:SigningKeys:0:Key"] = "only-for-tests-0123456789-0123456789",
        };
    }

    /// <summary>Where the server finds it.</summary>
    public Dictionary<string, string?> Settings { get; }

    /// <summary>Makes the database, or finds the one that an earlier server of that folder had.</summary>
    public static async Task<Backend> PrepareAsync(
        string folder,
        IReadOnlyDictionary<string, string?> settings
    )
    {
        var connection = await Databases.GetOrAdd(folder, _ => CreateDatabaseAsync());
        return new Backend(connection, settings.GetValueOrDefault("Cluster:CoHostSilo") != "true");
    }

    /// <summary>Starts the silo.</summary>
    public async Task StartAsync(
        Action<IHostApplicationBuilder> configure,
        IEnumerable<Action<IHostApplicationBuilder>> changes
    )
    {
        if (!_hasSilo)
        {
            return;
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        configure(builder);
        SiloHost.Configure(builder);
        foreach (var change in changes)
        {
            change(builder);
        }

        _silo = builder.Build();
        await _silo.Services.MigrateTicketStorageAsync();
        await _silo.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_silo is { } silo)
        {
            await silo.StopAsync();
            await ((IAsyncDisposable)silo).DisposeAsync();
        }
    }

    private static async Task<string> CreateDatabaseAsync() =>
        await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    private static string Port() => Loopback.FreePort().ToString(CultureInfo.InvariantCulture);
}

internal static class ManualClock
{
    /// <summary>
    /// Grains, their timers and reminders, and the front end run on the manual clock; neither silo nor client starts on
    /// one.
    /// </summary>
    public static void UseManualClock(this IServiceCollection services, ManualTimeProvider clock)
    {
        services.AddSingleton<TimeProvider>(clock);
        services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>(
            ReminderTimeProviderNames.Reminders,
            new CreepingTimeProvider(clock)
        );
    }
}
