using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Ticketing.TestSupport;

namespace Ticketing.Cluster.Tests.Support;

/// <summary>
/// A cluster of three members and a PostgreSQL server, each a process of its own, on loopback. The members are nodes,
/// with HAProxy before them if it is installed, or silos, with two front ends that are their clients.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    public const string AdminKey = "operator-of-the-cluster-tests";
    public const int Capacity = 200;
    public const int MemberCount = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ClusterShape _shape;
    private readonly (int Silo, int Gateway)[] _ports =
    [
        .. Enumerable.Range(0, MemberCount).Select(_ => (Loopback.FreePort(), Loopback.FreePort())),
    ];
    private readonly ServerProcess?[] _members = new ServerProcess?[MemberCount];
    private readonly List<ServerProcess> _others = [];
    private readonly Dictionary<string, string> _environment;
    private readonly Func<int, Dictionary<string, string>> _memberSettings;

    private TestCluster(
        ClusterShape shape,
        PostgresServer database,
        string connection,
        string provider,
        Func<int, Dictionary<string, string>> memberSettings
    )
    {
        _shape = shape;
        _memberSettings = memberSettings;
        Database = database;
        Connection = connection;
        _environment = Environment(connection, provider);
        FrontEnds =
        [
            .. Enumerable.Range(0, shape == ClusterShape.Nodes ? MemberCount : 2).Select(_ => Url()),
        ];
        var door = Url();
        Doors = UsesLoadBalancer ? [door, door] : [.. FrontEnds.Take(2)];
    }

    public PostgresServer Database { get; }

    public string Connection { get; }

    /// <summary>Where each process that speaks HTTP listens.</summary>
    public IReadOnlyList<Uri> FrontEnds { get; }

    /// <summary>Where each half of the buyers goes.</summary>
    public IReadOnlyList<Uri> Doors { get; }

    /// <summary>Whether the members can be restarted without the loss of a connection of a buyer.</summary>
    public bool KeepsConnections => _shape == ClusterShape.Separate;

    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>Starts everything, and waits until all front ends are healthy.</summary>
    /// <param name="shape">Nodes, or silos and clients.</param>
    /// <param name="provider">AdoNet or GroupCommit.</param>
    /// <param name="database">Where an earlier program left one; else a new one.</param>
    /// <param name="connection">Which database on that server.</param>
    /// <param name="memberSettings">What each member, counted from 0, is told besides.</param>
    public static async Task<TestCluster> StartAsync(
        ClusterShape shape,
        string provider,
        PostgresServer? database = null,
        string? connection = null,
        Func<int, Dictionary<string, string>>? memberSettings = null
    )
    {
        database ??= await PostgresServer.CreateAsync();
        connection ??= await database.CreateDatabaseAsync();
        var started = TimeProvider.System.GetTimestamp();
        var cluster = new TestCluster(shape, database, connection, provider, memberSettings ?? (_ => []));
        try
        {
            await cluster.StartAsync();
            var healthy = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            await cluster.UntilAsync("the concerts are listed", cluster.ListConcertsAsync);
            var listed = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            Console.WriteLine(
                $"{shape}, {provider}: all front ends were healthy after {healthy:f1} s, and the concerts were "
                    + $"listed after {listed:f1} s."
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

    /// <summary>A node or a silo.</summary>
    public ServerProcess Member(int index) => _members[index]!;

    /// <summary>Starts a node or a silo, on the ports that it always has.</summary>
    public void StartMember(int index)
    {
        string[] arguments =
        [
            "--silo-port",
            _ports[index].Silo.ToString(CultureInfo.InvariantCulture),
            "--gateway-port",
            _ports[index].Gateway.ToString(CultureInfo.InvariantCulture),
        ];
        var settings = _memberSettings(index);
        _members[index] =
            _shape == ClusterShape.Nodes
                ? StartFrontEnd("Node", FrontEnds[index], arguments, settings)
                : ServerProcess.Start(
                    $"silo {index}",
                    Programs.Silo,
                    arguments,
                    _environment.Concat(settings)
                );
    }

    /// <summary>Sends a member a signal that ends it, and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndMemberAsync(int index, string signal)
    {
        await Member(index).SignalAsync(signal);
        var code = await Member(index).WaitAsync(Patience);
        await Member(index).DisposeAsync();
        return code;
    }

    /// <summary>Starts the members that do not run, and waits until all are active and healthy.</summary>
    public async Task MakeWholeAsync()
    {
        for (var member = 0; member < MemberCount; member++)
        {
            if (Member(member).HasExited)
            {
                StartMember(member);
            }
        }

        await UntilActiveAsync(MemberCount);
        await UntilAsync("all front ends are healthy", AreHealthyAsync);
    }

    /// <summary>Waits until the cluster takes so many members for active.</summary>
    public Task UntilActiveAsync(int members) =>
        UntilAsync($"{members} members are active", async () => await ActiveMembersAsync() == members);

    /// <summary>How many members the cluster takes for active; -1 if the database does not answer.</summary>
    public async Task<long> ActiveMembersAsync()
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
            // The first member makes the tables, and a test may have stopped the server.
            return -1;
        }
    }

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

    /// <summary>Whether the process at that address says that it can serve.</summary>
    public async Task<bool> IsHealthyAsync(Uri url)
    {
        try
        {
            using var reply = await Http.GetAsync(new Uri(url, "health"));
            return reply.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>An operator's call that must succeed, repeated at each front end while they cannot answer.</summary>
    public async Task<JsonElement> AskAsync(HttpMethod method, string path)
    {
        JsonElement? answer = null;
        var tries = 0;
        await UntilAsync(
            path,
            async () =>
            {
                var url = new Uri(FrontEnds[tries++ % FrontEnds.Count], path);
                using var request = new HttpRequestMessage(method, url);
                request.Headers.Add("Admin-Key", AdminKey);
                if (method == HttpMethod.Post)
                {
                    request.Content = JsonContent.Create(new { });
                }

                try
                {
                    using var reply = await Http.SendAsync(request);
                    answer = reply.IsSuccessStatusCode
                        ? await reply.Content.ReadFromJsonAsync<JsonElement>()
                        : null;
                }
                catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
                {
                    answer = null;
                }

                return answer is not null;
            }
        );
        return answer!.Value;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _others.Concat(_members.OfType<ServerProcess>()))
        {
            await process.DisposeAsync();
        }

        Http.Dispose();
        await Database.DisposeAsync();
    }

    private bool UsesLoadBalancer => _shape == ClusterShape.Nodes && Programs.HaProxy is not null;

    private async Task StartAsync()
    {
        for (var member = 0; member < MemberCount; member++)
        {
            StartMember(member);
        }

        await UntilActiveAsync(MemberCount);
        if (_shape == ClusterShape.Separate)
        {
            _others.AddRange(FrontEnds.Select(url => StartFrontEnd("Client", url, [], [])));
        }

        await UntilAsync("all front ends are healthy", AreHealthyAsync);
        if (UsesLoadBalancer)
        {
            _others.Add(LoadBalancer.Start(Doors[0], FrontEnds));
            await UntilAsync("HAProxy has a server", () => IsHealthyAsync(Doors[0]));
        }
    }

    private async Task<bool> AreHealthyAsync()
    {
        var answers = await Task.WhenAll(FrontEnds.Select(IsHealthyAsync));
        return Array.TrueForAll(answers, healthy => healthy);
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

    private ServerProcess StartFrontEnd(
        string role,
        Uri url,
        string[] arguments,
        Dictionary<string, string> settings
    ) =>
        ServerProcess.Start(
            $"{role} {url}",
            Programs.WebFrontend,
            arguments,
            _environment
                .Concat(settings)
                .Append(KeyValuePair.Create("Cluster__Role", role))
                .Append(KeyValuePair.Create("ASPNETCORE_URLS", url.AbsoluteUri))
        );

    private string Logs() =>
        string.Join(
            System.Environment.NewLine,
            _members.OfType<ServerProcess>().Concat(_others).Select(p => $"== {p.Name}: {p.Output}")
        );
}
