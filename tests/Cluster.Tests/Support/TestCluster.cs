using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;
using Ticketing.TestSupport;

namespace Ticketing.Cluster.Tests.Support;

/// <summary>Three silos, two front ends and a PostgreSQL server, each a process of its own, on loopback.</summary>
internal sealed class TestCluster : IAsyncDisposable
{
    public const string AdminKey = "operator-of-the-cluster-tests";
    public const int Capacity = 200;
    private const int SiloCount = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly (int Silo, int Gateway)[] _ports =
    [
        .. Enumerable.Range(0, SiloCount).Select(_ => (Loopback.FreePort(), Loopback.FreePort())),
    ];
    private readonly ServerProcess?[] _silos = new ServerProcess?[SiloCount];
    private readonly List<ServerProcess> _frontEnds = [];
    private readonly Dictionary<string, string> _environment;
    private readonly Func<int, Dictionary<string, string>> _siloSettings;

    private TestCluster(
        PostgresServer database,
        string connection,
        string provider,
        Func<int, Dictionary<string, string>> siloSettings
    )
    {
        _siloSettings = siloSettings;
        Database = database;
        Connection = connection;
        _environment = Environment(connection, provider);
    }

    public PostgresServer Database { get; }

    public string Connection { get; }

    public IReadOnlyList<Uri> FrontEnds { get; } = [Url(), Url()];

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Starts everything, and waits until both front ends are healthy.</summary>
    /// <param name="provider">AdoNet or GroupCommit.</param>
    /// <param name="database">Where an earlier program left one; else a new one.</param>
    /// <param name="connection">Which database on that server.</param>
    /// <param name="siloSettings">What each silo, counted from 0, is told besides.</param>
    public static async Task<TestCluster> StartAsync(
        string provider = "AdoNet",
        PostgresServer? database = null,
        string? connection = null,
        Func<int, Dictionary<string, string>>? siloSettings = null
    )
    {
        database ??= await PostgresServer.CreateAsync();
        connection ??= await database.CreateDatabaseAsync();
        var started = TimeProvider.System.GetTimestamp();
        var cluster = new TestCluster(database, connection, provider, siloSettings ?? (_ => []));
        try
        {
            for (var silo = 0; silo < SiloCount; silo++)
            {
                cluster.StartSilo(silo);
            }

            await cluster.UntilAsync(
                "three silos are active",
                async () => await cluster.ActiveSilosAsync() == SiloCount
            );
            foreach (var url in cluster.FrontEnds)
            {
                cluster._frontEnds.Add(cluster.StartFrontEnd(url));
            }

            await cluster.UntilHealthyAsync();
            var healthy = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            await cluster.UntilAsync("the concerts are listed", cluster.ListConcertsAsync);
            var listed = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(
                $"{provider}: {healthy:f1} s after the silos were started both front ends were healthy, after "
                    + $"{listed:f1} s the concerts were listed."
            );
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>What every process of a test is told.</summary>
    public static Dictionary<string, string> Environment(string connection, string provider) =>
        new()
        {
            ["ConnectionStrings__Tickets"] = connection,
            ["Storage__Provider"] = provider,
            ["Admin__Key"] = AdminKey,
            ["Tokens__SigningKeys__0__Id"] = "tests",
            ["Tokens__SigningKeys__0__Key"] = "only-for-tests-0123456789-0123456789",
            ["Catalog__Sample"] = "true",
            ["Queue__Default__Capacity"] = Capacity.ToString(CultureInfo.InvariantCulture),
            ["Queue__Default__AdmissionPeriodSeconds"] = "1",
            ["RateLimit__PerTokenPerSecond"] = "0",
            ["DOTNET_gcServer"] = "0",
        };

    public static Uri Url() => new($"http://127.0.0.1:{Loopback.FreePort()}/");

    public ServerProcess Silo(int index) => _silos[index]!;

    public void StartSilo(int index)
    {
        var (silo, gateway) = _ports[index];
        string[] arguments =
        [
            "--silo-port",
            silo.ToString(CultureInfo.InvariantCulture),
            "--gateway-port",
            gateway.ToString(CultureInfo.InvariantCulture),
        ];
        _silos[index] = ServerProcess.Start(
            $"silo {index}",
            Programs.Silo,
            arguments,
            _environment.Concat(_siloSettings(index))
        );
    }

    /// <summary>Sends a silo a signal that ends it and waits for its end.</summary>
    public async Task EndSiloAsync(int index, string signal)
    {
        await Silo(index).SignalAsync(signal);
        await Silo(index).WaitAsync(Patience);
        await Silo(index).DisposeAsync();
    }

    /// <summary>How many silos the cluster takes for active.</summary>
    public async Task<long> ActiveSilosAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(Connection + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(
                "SELECT count(*) FROM cluster_members WHERE status = 3",
                connection
            );
            return (long)(await command.ExecuteScalarAsync())!;
        }
        catch (NpgsqlException)
        {
            // The first silo makes the tables, and a test may have stopped the server.
            return -1;
        }
    }

    public Task UntilHealthyAsync() =>
        UntilAsync(
            "both front ends are healthy",
            async () =>
            {
                foreach (var url in FrontEnds)
                {
                    try
                    {
                        if (!(await Http.GetAsync(new Uri(url, "health"))).IsSuccessStatusCode)
                        {
                            return false;
                        }
                    }
                    catch (HttpRequestException)
                    {
                        return false;
                    }
                }

                return true;
            }
        );

    public async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            var waited = TimeProvider.System.GetElapsedTime(started);
            waited.ShouldBeLessThan(Patience, $"{what}; {Logs()}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }

    /// <summary>An operator's call that must succeed, repeated while the cluster cannot answer.</summary>
    public async Task<JsonElement> AskAsync(HttpMethod method, string path)
    {
        JsonElement? answer = null;
        await UntilAsync(
            path,
            async () =>
            {
                using var request = new HttpRequestMessage(method, new Uri(FrontEnds[0], path));
                request.Headers.Add("Admin-Key", AdminKey);
                if (method == HttpMethod.Post)
                {
                    request.Content = JsonContent.Create(new { });
                }

                using var reply = await Http.SendAsync(request);
                answer = reply.IsSuccessStatusCode
                    ? await reply.Content.ReadFromJsonAsync<JsonElement>()
                    : null;
                return answer is not null;
            }
        );
        return answer!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _frontEnds.Concat(_silos.OfType<ServerProcess>()))
        {
            await process.DisposeAsync();
        }

        Http.Dispose();
        await Database.DisposeAsync();
    }

    // The first list makes every seat map, which takes a cold cluster its time; what the tests do comes after that.
    private async Task<bool> ListConcertsAsync()
    {
        var user = JsonContent.Create(new { userId = "first-visitor", name = "First" });
        using var made = await Http.PostAsync(new Uri(FrontEnds[0], "api/users"), user);
        var place = JsonContent.Create(new { userId = "first-visitor" });
        using var joined = await Http.PostAsync(new Uri(FrontEnds[0], "api/queue/tokens"), place);
        if (!joined.IsSuccessStatusCode)
        {
            return false;
        }

        var token = (await joined.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(FrontEnds[0], "api/concerts"));
        request.Headers.Add("Queue-Token", token);
        using var reply = await Http.SendAsync(request);
        return reply.IsSuccessStatusCode;
    }

    private ServerProcess StartFrontEnd(Uri url) =>
        ServerProcess.Start(
            $"front end {url}",
            Programs.FrontEnd,
            [],
            _environment.Append(KeyValuePair.Create("ASPNETCORE_URLS", url.AbsoluteUri))
        );

    private string Logs() =>
        string.Join(
            System.Environment.NewLine,
            _silos.OfType<ServerProcess>().Concat(_frontEnds).Select(p => $"== {p.Name}: {p.Output}")
        );
}
