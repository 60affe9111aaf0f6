using System.Net;
using System.Net.Sockets;
using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Http;
using Ticketing.Rehearsal.Report;
using Ticketing.Rehearsal.Tests.Fakes;
using Ticketing.TestSupport;

namespace Ticketing.Rehearsal.Tests.Http;

public sealed class ServerClientTests
{
    private readonly StepLatencies latencies = new();

    [Fact]
    public async Task Many_callers_share_few_connections()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        using var client = Client(office.Url, connections: 3);
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => PollAsync(client)));
        replies.ShouldAllBe(r => r.Status == 401 && r.Code == "token-invalid");
        office.Connections.ShouldBeInRange(1, 3);
        client.Requests.ShouldBe(200);
    }

    [Fact]
    public async Task The_wait_for_a_connection_is_not_counted_as_the_time_of_the_server()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        var answering = new TaskCompletionSource();
        office.Answering = answering.Task;
        var clock = new ManualTimeProvider();
        using var client = Client(office.Url, clock: clock);
        var (first, second) = (PollAsync(client), PollAsync(client));
        clock.Advance(TimeSpan.FromSeconds(5));
        answering.SetResult();
        (await first).Status.ShouldBe(401);
        (await second).Status.ShouldBe(401);
        TimesOf(Step.ConnectionWait).ShouldBe((2, TimeSpan.Zero, TimeSpan.FromSeconds(5)));
        TimesOf(Step.Poll).ShouldBe((2, TimeSpan.Zero, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_lost_connection_is_told_and_the_next_call_has_a_new_one()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        using var client = Client(office.Url);
        (await PollAsync(client)).Status.ShouldBe(401);
        var calls = 0;
        office.Intercept = (_, _) => calls++ == 0 ? FakeAnswer.NoAnswer : null;
        (await PollAsync(client)).Failure.ShouldNotBeNull();
        calls.ShouldBe(1, "the call is not made again behind the back of who asked");
        (await PollAsync(client)).Status.ShouldBe(401);
        latencies[Step.Poll].Count.ShouldBe(2, "a lost call has no time");
    }

    [Fact]
    public async Task A_call_on_a_connection_that_the_server_closes_is_not_made_again_unseen()
    {
        using var server = Listen(out var url);
        using var client = Client(url);
        var first = PollAsync(client);
        using var connection = await server.AcceptTcpClientAsync();
        var request = new byte[4096];
        _ = await connection.GetStream().ReadAsync(request);
        await connection.GetStream().WriteAsync("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        (await first).Status.ShouldBe(500);
        var second = PollAsync(client);
        _ = await connection.GetStream().ReadAsync(request);
        connection.Close();
        (await second).Failure.ShouldNotBeNull();
        server.Pending().ShouldBeFalse();
    }

    [Fact]
    public async Task A_connection_lost_in_the_middle_of_an_answer_is_told()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Intercept = (_, _) => new(200, """{"token":"t",""", Abort: true);
        using var client = Client(office.Url);
        var reply = await PollAsync(client);
        reply.Status.ShouldBe(0);
        reply.Failure.ShouldNotBeNull();
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_no_answer()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Intercept = (_, _) => new(200, new string(' ', ServerClient.MaxAnswerBytes + 1));
        using var client = Client(office.Url);
        (await PollAsync(client)).Failure.ShouldNotBeNull().ShouldContain($"{ServerClient.MaxAnswerBytes}");
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_broken_off()
    {
        using var silent = Listen(out var url);
        using var client = Client(url, timeoutSeconds: 0.05);
        (await PollAsync(client)).Failure.ShouldBe("No answer came in time.");
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Fri, 31 Dec 2027 23:59:59 GMT", null)]
    [InlineData("soon", null)]
    [InlineData(null, null)]
    public async Task Retry_after_is_read_in_seconds(string? header, int? seconds)
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Intercept = (_, _) => new(503, "{}", header);
        using var client = Client(office.Url);
        var expected = seconds is { } some ? TimeSpan.FromSeconds(some) : (TimeSpan?)null;
        (await PollAsync(client)).RetryAfter.ShouldBe(expected);
    }

    [Fact]
    public async Task A_token_cannot_smuggle_a_header_in()
    {
        using var client = Client("http://127.0.0.1:1");
        await Should.ThrowAsync<FormatException>(() => PollAsync(client, "a\r\nAdmin-Key: x"));
    }

    private ServerClient Client(
        string url,
        int connections = 1,
        double timeoutSeconds = 30,
        TimeProvider? clock = null
    ) =>
        new(
            new() { Url = new Uri(url) },
            connections,
            TimeSpan.FromSeconds(timeoutSeconds),
            latencies,
            clock ?? TimeProvider.System
        );

    private static async Task<ApiReply<TokenStatus>> PollAsync(ServerClient client, string token = "none") =>
        await new TicketingApi(client, CancellationToken.None).PollAsync(token);

    private static TcpListener Listen(out string url)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        url = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";
        return listener;
    }

    private (long Count, TimeSpan Least, TimeSpan Most) TimesOf(Step step) =>
        (latencies[step].Count, latencies[step].Quantile(0), latencies[step].Max);
}
