using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Ticketing.Hosting;
using Ticketing.TestSupport;
using Ticketing.WebFrontend.Startup;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Startup;

/// <summary>A store belongs to one process; the processes of a cluster share theirs.</summary>
public sealed class StoreTests
{
    public static TheoryData<string, string> OutOfRange => SettingsTests.ValuesOutOfRange(ofStorage: true);

    public static TheoryData<string> NumbersAndSwitches =>
        SettingsTests.FindNumbersAndSwitches(ofStorage: true);

    [Theory]
    [MemberData(nameof(OutOfRange))]
    [InlineData("Storage:Provider", "Redis")]
    [InlineData("Storage:Path", "")]
    [InlineData("Storage:Path", ":memory:")]
    [InlineData("Storage:MaxWaiting", "0")]
    [InlineData("Storage:MaxWaiting", "1000001")]
    [InlineData("Storage:MaxWaitingBytes", "1")]
    [InlineData("Storage:Retention:operation", "00:00:59")]
    [InlineData("Storage:Retention:operation", "soon")]
    [InlineData("Storage:Path", "/dev/null/tickets.db")]
    [InlineData("ConnectionStrings:Tickets", "nonsense")]
    [InlineData("ConnectionStrings:Tickets", "Database=tickets")]
    [InlineData("ConnectionStrings:Tickets", "Host=127.0.0.1;Port=1;Database=tickets;Username=tickets")]
    public async Task A_wrong_value_stops_the_start_and_names_the_setting(string setting, string value) =>
        (await SettingsTests.RefusedAsync(setting, value)).ShouldContain(setting);

    [Theory]
    [MemberData(nameof(NumbersAndSwitches))]
    public async Task A_word_in_place_of_a_number_or_switch_stops_the_start(string setting) =>
        (await SettingsTests.RefusedAsync(setting, "perhaps")).ShouldContain(setting);

    [Fact]
    public async Task A_path_that_is_no_file_of_SQLite_stops_the_start_and_names_the_setting()
    {
        var folder = Directory.CreateTempSubdirectory("ticketing-store-").FullName;
        var text = Path.Combine(folder, "text.db");
        await File.WriteAllTextAsync(text, new string('x', 5_000));
        var inner = Directory.CreateDirectory(Path.Combine(folder, "inner")).FullName;
        foreach (var path in new[] { text, inner, "/" })
        {
            (await SettingsTests.RefusedAsync("Storage:Path", path)).ShouldContain("Storage:Path");
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_file_that_cannot_be_made_is_not_taken_for_another_process()
    {
        // With the lock's ending the name is longer than file systems take.
        var refusal = await SettingsTests.RefusedAsync("Storage:Path", new string('x', 253));
        refusal.ShouldContain("cannot be written");
        refusal.ShouldContain("Storage:Path");
        refusal.ShouldNotContain("another process");
    }

    [Theory]
    [InlineData("Node")]
    [InlineData("Client")]
    public async Task A_cluster_needs_a_database_that_its_processes_share(string role) =>
        (await SettingsTests.RefusedAsync("Cluster:Role", role)).ShouldContain("ConnectionStrings:Tickets");

    [Fact]
    public async Task Orleans_own_storage_is_for_clusters() =>
        (await SettingsTests.RefusedAsync("Storage:Provider", "AdoNet")).ShouldContain("Cluster:Role");

    [Theory]
    [InlineData("SiloPort")]
    [InlineData("GatewayPort")]
    public async Task A_node_refuses_a_port_that_another_process_has(string port)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        other.Start();
        var taken = $"{((IPEndPoint)other.LocalEndpoint).Port}";
        await using var node = new TestServer()
            .InCluster("Node", "Host=127.0.0.1;Port=1;Database=tickets;Username=tickets")
            .With($"Cluster:{port}", taken);

        var refused = await Should.ThrowAsync<Exception>(() => node.StartAsync());

        StartFailures.Explain(refused).ShouldNotBeNull().Single().ShouldContain($"Cluster:{port} is {taken}");
    }

    [Fact]
    public async Task An_address_that_another_server_has_is_refused_before_the_silo_runs()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var server = new TestServer().With("Urls", $"http://{other.LocalEndpoint}");

        var refused = await Should.ThrowAsync<StartRefusedException>(() => server.StartAsync());

        refused.Message.ShouldContain($"{other.LocalEndpoint}");
    }

    [Fact]
    public void A_start_that_a_signal_stopped_is_no_failure()
    {
        var reasons = StartFailures.Explain(new OperationCanceledException()).ShouldNotBeNull();

        StartRefusal.Report(reasons).ShouldBe(0);
        StartRefusal.Report(["A reason."]).ShouldBe(1);
    }

    [Theory]
    [InlineData("Node")]
    [InlineData("Client")]
    public void The_processes_of_a_cluster_need_signing_keys_in_Development_too(string role)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = "Development" }
        );
        builder.Configuration["ConnectionStrings:Tickets"] = "Host=localhost;Database=tickets";
        builder.Configuration["Cluster:Role"] = role;
        builder.Configuration["Cluster:SiloPort"] = $"{Loopback.FreePort()}";
        builder.Configuration["Cluster:GatewayPort"] = $"{Loopback.FreePort()}";
        builder.AddTicketing();
        using var app = builder.Build();

        Should
            .Throw<StartRefusedException>(() => TokenKeys.Make(app.Services))
            .Message.ShouldContain("Tokens:SigningKeys");
    }

    [Fact]
    public async Task Two_servers_do_not_share_one_store()
    {
        await using var first = await new TestServer().StartAsync();
        await using var second = new TestServer().In(first.Folder).With("Storage:ExclusiveWaitSeconds", "0");
        var refused = await Should.ThrowAsync<Exception>(() => second.StartAsync());
        StartFailures.Explain(refused).ShouldNotBeNull().Single().ShouldContain("tickets.db");
    }
}
