using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Ticketing.Hosting;
using Ticketing.Storage;
using Ticketing.TestSupport;
using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>
/// The whole server in this process: a real Kestrel on a free port of the loopback, and a real silo on a file. In a
/// cluster, a node or a client of a silo beside it, on PostgreSQL.
/// </summary>
public class TestServer : IAsyncLifetime
{
    public const string OperatorKey = "operator-key-of-the-tests";

    private readonly Dictionary<string, string?> _settings = new()
    {
        ["Urls"] = "http://127.0.0.1:0",
        ["Admin:Key"] = OperatorKey,
        ["RateLimit:PerTokenPerSecond"] = "0",
        ["Queue:Default:CopyIntervalMilliseconds"] = "20",
    };

    private readonly List<Action<IHostApplicationBuilder>> _changes = [];
    private readonly CallCycles _cycles = new();
    private WebApplication? _app;
    private IHost? _silo;
    private int _ids;

    /// <summary>Where this server keeps its data.</summary>
    public string Folder { get; private set; } = "";

    /// <summary>Calls the server; follows no redirects.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The clock, where it stands still.</summary>
    public ManualTimeProvider? Clock { get; private set; }

    /// <summary>The server's services.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>Sets a setting before the start.</summary>
    public TestServer With(string setting, string value)
    {
        _settings[setting] = value;
        return this;
    }

    /// <summary>Changes the services of every host of this server before the start.</summary>
    public TestServer With(Action<IHostApplicationBuilder> change)
    {
        _changes.Add(change);
        return this;
    }

    /// <summary>Lets the clock stand still until the test moves it.</summary>
    public TestServer WithManualClock()
    {
        Clock = new ManualTimeProvider();
        return this;
    }

    /// <summary>Makes it a process of a cluster on that PostgreSQL database. Behind a client, a silo is started.</summary>
    public TestServer InCluster(string role, string database) =>
        With("Cluster:Role", role)
            .With("ConnectionStrings:Tickets", database)
            .With("Cluster:SiloPort", $"{Loopback.FreePort()}")
            .With("Cluster:GatewayPort", $"{Loopback.FreePort()}")
            .With("Tokens:SigningKeys:0:Id", "tests")
            .With("Tokens:SigningKeys:0:Key", "only-for-tests-0123456789-0123456789");

    /// <summary>Keeps its data in that folder, so that a second server finds it there.</summary>
    public TestServer In(string folder)
    {
        Folder = folder;
        return this;
    }

    /// <summary>Starts it.</summary>
    public async Task<TestServer> StartAsync()
    {
        if (Folder.Length == 0)
        {
            Folder = Directory.CreateTempSubdirectory("ticketing-web-").FullName;
        }
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Production", ContentRootPath = Folder }
        );
        Configure(builder);
        builder.AddTicketing();
        _changes.ForEach(change => change(builder));
        _app = builder.Build();
        await _app.PrepareAsync();
        _app.MapTicketing();
        await StartSiloAsync();
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        Client = new HttpClient(handler) { BaseAddress = new Uri(address.Addresses.First()) };
        return this;
    }

    /// <summary>Stops it; its data stay.</summary>
    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
            _app = null;
        }
        if (_silo is { } silo)
        {
            await silo.StopAsync();
            await ((IAsyncDisposable)silo).DisposeAsync();
            _silo = null;
        }
        _cycles.ShouldBeNone();
    }

    /// <summary>An id that no other test of this server has.</summary>
    public string NewId(string prefix) => $"{prefix}-{Interlocked.Increment(ref _ids)}";

    private async Task StartSiloAsync()
    {
        if (_settings.GetValueOrDefault("Cluster:Role") != "Client")
        {
            return;
        }
        var builder = Host.CreateEmptyApplicationBuilder(null);
        Configure(builder);
        builder.AddSilo();
        _changes.ForEach(change => change(builder));
        _silo = builder.Build();
        await _silo.Services.PrepareAsync();
        await _silo.StartAsync();
    }

    // What all hosts of this server have in common.
    private void Configure(IHostApplicationBuilder builder)
    {
        builder.Configuration["Storage:Path"] = Path.Combine(Folder, "tickets.db");
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IOutgoingGrainCallFilter>(_cycles);
        if (Clock is not null)
        {
            builder.Services.UseManualClock(Clock);
        }
    }

    Task IAsyncLifetime.InitializeAsync() => StartAsync();

    /// <summary>Stops it and removes its data.</summary>
    public async Task DisposeAsync()
    {
        await StopAsync();
        Client?.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
