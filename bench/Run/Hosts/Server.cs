using System.Globalization;
using System.Net;
using Ticketing.Bench.Load.Measure;

namespace Ticketing.Bench.Run.Hosts;

/// <summary>One of the servers that are measured: a Release build, started with its settings on a port of its own.</summary>
internal sealed class Server : IDisposable
{
    private readonly Workplace workplace;
    private readonly string project;
    private readonly Dictionary<string, string> environment;
    private readonly int port = Workplace.FreePort();
    private Child child;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="workplace">Where its log goes.</param>
    /// <param name="name">Name in the results.</param>
    /// <param name="project">Name of its program.</param>
    /// <param name="settings">Its settings, in their environment form.</param>
    /// <param name="database">Process of its database, whose CPU counts as its own; null: it has none.</param>
    public Server(
        Workplace workplace,
        string name,
        string project,
        IReadOnlyDictionary<string, string> settings,
        int? database
    )
    {
        (this.workplace, Name, this.project, Database) = (workplace, name, project, database);
        environment = new(settings)
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            ["DOTNET_TieredPGO"] = "1",
        };
        child = Start();
    }

    /// <summary>Name in the results.</summary>
    public string Name { get; }

    /// <summary>Process of its database.</summary>
    public int? Database { get; }

    /// <summary>Where it listens.</summary>
    public Uri Url => new($"http://127.0.0.1:{port}");

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes => ProcessTree.ResidentBytes(child.Id);

    /// <summary>A meter of its CPU and its database's.</summary>
    public CpuMeter Meter() =>
        new(
            Database is { } database
                ? new Dictionary<string, int> { ["service"] = child.Id, ["database"] = database }
                : new Dictionary<string, int> { ["service"] = child.Id }
        );

    /// <summary>Kills it, as a power cut would, and starts it again without waiting until it answers.</summary>
    public void KillAndRestart()
    {
        child.Kill();
        child.Dispose();
        child = Launch();
    }

    /// <summary>Waits until it answers.</summary>
    public void Await()
    {
        using var http = new HttpClient { BaseAddress = Url, Timeout = TimeSpan.FromSeconds(2) };
        Wait.Until(
            () => Answers(http),
            TimeSpan.FromSeconds(60),
            $"{Name} did not start: {Tail(child.LogFile)}"
        );
    }

    /// <inheritdoc/>
    public void Dispose() => child.Dispose();

    private Child Start()
    {
        child = Launch();
        Await();
        return child;
    }

    private Child Launch() =>
        new(
            ["dotnet", workplace.Program(project)],
            Path.Combine(workplace.Folder, $"{Name}.log"),
            environment
        );

    private bool Answers(HttpClient http)
    {
        if (child.HasEnded)
        {
            throw new InvalidOperationException($"{Name} has ended: {Tail(child.LogFile)}");
        }
        try
        {
            using var answer = http.GetAsync("/alive").GetAwaiter().GetResult();
            return answer.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static string Tail(string file) =>
        File.Exists(file) ? string.Join('\n', File.ReadLines(file).TakeLast(20)) : "";
}
