using System.Net.Http.Json;
using System.Text.Json;
using Ticketing.TestSupport;

namespace Ticketing.Crash.Tests;

/// <summary>The server as people run it: a process of its own, on a store that outlives it.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    private const string AdminKey = "operator-of-the-crash-tests";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd('/'));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ticketing-crash-");
    private readonly Dictionary<string, string> _environment;
    private ServerProcess _process;

    private RealServer(string? connection, int capacity)
    {
        _environment = new()
        {
            ["ASPNETCORE_URLS"] = Url.AbsoluteUri,
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["Storage__Path"] = Path.Combine(_folder.FullName, "tickets.db"),
            ["Tokens__SigningKeys__0__Id"] = "tests",
            ["Tokens__SigningKeys__0__Key"] = "only-for-tests-0123456789-0123456789",
            ["Admin__Key"] = AdminKey,
            ["Queue__Default__Capacity"] = $"{capacity}",
            ["Queue__Default__AdmissionPeriodSeconds"] = "1",
            ["RateLimit__PerTokenPerSecond"] = "0",
        };
        if (connection is not null)
        {
            _environment["ConnectionStrings__Tickets"] = connection;
        }
        _process = Launch();
    }

    public Uri Url { get; } = new($"http://127.0.0.1:{Loopback.FreePort()}/");

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>A file beside the store.</summary>
    public string File(string name) => Path.Combine(_folder.FullName, name);

    public static async Task<RealServer> StartAsync(string? connection, int capacity)
    {
        var server = new RealServer(connection, capacity);
        await server.UntilHealthyAsync();
        return server;
    }

    /// <summary>Ends the process as no handler can notice, and starts the next one on the same store.</summary>
    public async Task KillAndRestartAsync()
    {
        await _process.SignalAsync("KILL");
        await _process.WaitAsync(Patience);
        await _process.DisposeAsync();
        _process = Launch();
        await UntilHealthyAsync();
    }

    /// <summary>Runs the rehearsal program against the server.</summary>
    public ServerProcess Rehearse(params string[] arguments) =>
        ServerProcess.Start(
            "rehearsal",
            ProgramOf("Rehearsal"),
            [.. arguments, "--url", Url.AbsoluteUri],
            [KeyValuePair.Create("Admin__Key", AdminKey)]
        );

    /// <summary>What the audit of the running system says.</summary>
    public async Task<(bool Ok, string Report)> AuditAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, "api/admin/audit"));
        request.Headers.Add("Admin-Key", AdminKey);
        using var response = await Http.SendAsync(request);
        var report = await response.Content.ReadAsStringAsync();
        return (JsonDocument.Parse(report).RootElement.GetProperty("ok").GetBoolean(), report);
    }

    /// <summary>Makes a user and takes a place in the line; answers the token.</summary>
    public async Task<string> JoinAsync(string userId)
    {
        using var user = await Http.PostAsJsonAsync(new Uri(Url, "api/users"), new { userId, name = userId });
        user.EnsureSuccessStatusCode();
        using var joined = await Http.PostAsJsonAsync(new Uri(Url, "api/queue/tokens"), new { userId });
        joined.EnsureSuccessStatusCode();
        return (await joined.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    /// <summary>Where a token's place stands.</summary>
    public async Task<(string Status, long Rank, long Ahead)> PollAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Url, "api/queue/tokens/current"));
        request.Headers.Add("Queue-Token", token);
        using var response = await Http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        var status = await response.Content.ReadFromJsonAsync<JsonElement>();
        return (
            status.GetProperty("status").GetString()!,
            status.GetProperty("rank").GetInt64(),
            status.GetProperty("ahead").GetInt64()
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        Http.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string ProgramOf(string project) =>
        Path.Combine(Output.Parent!.Parent!.FullName, project, Output.Name, project);

    private ServerProcess Launch() =>
        ServerProcess.Start("server", ProgramOf("WebFrontend"), [], _environment);

    private async Task UntilHealthyAsync()
    {
        using var late = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                using var response = await Http.GetAsync(new Uri(Url, "health"), late.Token);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (!_process.HasExited)
            {
                // It does not listen yet.
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(
                    $"The server did not start: {_process.Output}",
                    exception
                );
            }
            await Task.Delay(Pause, TimeProvider.System, late.Token);
        }
    }
}
