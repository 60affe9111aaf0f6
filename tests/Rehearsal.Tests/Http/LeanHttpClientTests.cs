using System.Net;
using System.Text;
using Ticketing.Rehearsal.Http;
using Ticketing.Rehearsal.Tests.Fakes;

namespace Ticketing.Rehearsal.Tests.Http;

public sealed class LeanHttpClientTests
{
    private static readonly HttpCall Poll = new("GET", "/api/queue/tokens/current") { Token = "none" };

    [Fact]
    public async Task Many_callers_share_few_connections()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        using var client = Client(office.Url, connections: 3);
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => AskAsync(client)));
        replies.ShouldAllBe(r => r.Status == 401 && r.Value!.Contains("token-invalid"));
        office.Connections.ShouldBeInRange(1, 3);
    }

    [Fact]
    public async Task A_body_larger_than_the_first_buffer_is_read_whole()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Intercept = (_, _) => new(200, new string('x', 300_000));
        using var client = Client(office.Url, connections: 1);
        (await AskAsync(client)).Value!.Length.ShouldBe(300_000);
        (await AskAsync(client)).Value!.Length.ShouldBe(300_000);
    }

    [Fact]
    public async Task A_connection_that_is_cut_is_told_and_the_next_call_has_a_new_one()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Intercept = (_, _) => FakeAnswer.NoAnswer;
        using var client = Client(office.Url, connections: 1);
        (await AskAsync(client)).Failure.ShouldNotBeNull();
        office.Intercept = (_, _) => null;
        (await AskAsync(client)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told()
    {
        using var client = Client("http://127.0.0.1:1", connections: 1);
        var reply = await AskAsync(client);
        reply.Status.ShouldBe(0);
        reply.Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_broken_off()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}";
        using var client = Client(url, connections: 1, timeoutSeconds: 0.05);
        (await AskAsync(client)).Failure.ShouldBe("No answer came in time.");
    }

    [Theory]
    [InlineData("https://localhost:5001", true)]
    [InlineData("http://192.0.2.1:5000", false)]
    public async Task A_target_that_must_not_be_used_is_refused(string url, bool allowRemote)
    {
        var (target, refusal) = await HttpTarget.ResolveAsync(new Uri(url), allowRemote);
        target.ShouldBeNull();
        refusal.ShouldNotBeNull().ShouldContain("--url");
    }

    [Fact]
    public async Task A_remote_target_is_used_when_allowed()
    {
        var (target, _) = await HttpTarget.ResolveAsync(new Uri("http://192.0.2.1:5000"), true);
        target.ShouldNotBeNull().IsLoopback.ShouldBeFalse();
    }

    private static LeanHttpClient Client(string url, int connections, double timeoutSeconds = 30)
    {
        var target = new HttpTarget([IPAddress.Loopback], new Uri(url).Port, "localhost");
        return new(target, connections, TimeSpan.FromSeconds(timeoutSeconds), TimeProvider.System);
    }

    private static Task<HttpReply<string>> AskAsync(LeanHttpClient client) =>
        client.SendAsync(Poll, (_, body) => Encoding.UTF8.GetString(body), CancellationToken.None).AsTask();
}
