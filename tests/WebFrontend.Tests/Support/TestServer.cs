using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Ticketing.TestSupport;
using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>
/// The whole server in this process: a real Kestrel on a free port of the loopback, and what this build's runtime needs
/// behind it.
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
    private WebApplication? _app;
    private Backend? _backend;
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
        _backend = await Backend.PrepareAsync(Folder, _settings);
        Configure(builder);
        builder.AddTicketing();
        _changes.ForEach(change => change(builder));
        _app = builder.Build();
        await _app.PrepareAsync();
        _app.MapTicketing();
        await _backend.StartAsync(Configure, _changes);
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
        if (_backend is { } backend)
        {
            await backend.DisposeAsync();
            _backend = null;
        }
    }

    /// <summary>An id that no other test of this server has.</summary>
    public string NewId(string prefix) => $"{prefix}-{Interlocked.Increment(ref _ids)}";

    // What all hosts of this server have in common.
    private void Configure(IHostApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(_backend!.Settings);
        builder.Configuration.AddInMemoryCollection(_settings);
        builder.Logging.ClearProviders();
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
