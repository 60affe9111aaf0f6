using System.Globalization;
using System.Text;
using System.Text.Json;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Http;

/// <summary>What the HTTP server refuses before any route or middleware sees it is a problem document too.</summary>
public sealed class ServerRefusalTests(TestServer server) : IClassFixture<TestServer>
{
    private const string Host = "Host: localhost\r\n";

    public static TheoryData<string, int, string> Refused =>
        new()
        {
            { $"GET /{new string('a', 9_000)} HTTP/1.1\r\n{Host}\r\n", 414, "address-too-long" },
            { $"GET /{new string('a', 60_000)} HTTP/1.1\r\n{Host}\r\n", 414, "address-too-long" },
            {
                $"GET /alive HTTP/1.1\r\n{Host}X: {new string('a', 17_000)}\r\n\r\n",
                431,
                "headers-too-large"
            },
            { $"GET /alive HTTP/1.1\r\n{Host}{ManyHeaders(101)}\r\n", 431, "headers-too-large" },
            { $"GET /api/users/a%00b HTTP/1.1\r\n{Host}\r\n", 400, "request-refused" },
            { $"GET /api/users/\u00e9 HTTP/1.1\r\n{Host}\r\n", 400, "request-refused" },
            { "GET /alive HTTP/1.1\r\n\r\n", 400, "request-refused" },
            { "GET /alive HTTP/1.1\r\nHost: a b\r\n\r\n", 400, "request-refused" },
            { $"GET /alive HTTP/1.1\r\n{Host}{Host}\r\n", 400, "request-refused" },
            { $"GET /alive HTTP/9.1\r\n{Host}\r\n", 400, "request-refused" },
            { $"GET /alive HTTP/1.1\r\n{Host}X\0: a\r\n\r\n", 400, "request-refused" },
            { $"GET /alive HTTP/1.1\r\n{Host}Queue-Token: \u00ff\r\n\r\n", 400, "request-refused" },
            { $"POST /api/users HTTP/1.1\r\n{Host}Content-Length: -1\r\n\r\n", 400, "request-refused" },
            {
                $"POST /api/users HTTP/1.1\r\n{Host}Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                400,
                "request-refused"
            },
            { "\u0016\u0003\u0001 nonsense\r\n\r\n", 400, "request-refused" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task A_request_that_the_server_refuses_by_itself_is_a_problem_with_its_code(
        string request,
        int status,
        string code
    )
    {
        var (head, body) = await SendAsync(request);
        head.ShouldStartWith($"HTTP/1.1 {status} ");
        head.ShouldContain("Content-Type: application/problem+json");
        var problem = JsonDocument.Parse(body).RootElement;
        problem.GetProperty("code").GetString().ShouldBe(code);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
    }

    [Theory]
    [InlineData("/api/users/a%zzb", 404)]
    [InlineData("/api/users/a%ffb", 404)]
    [InlineData("/api/users/%EA%B9%80", 404)]
    [InlineData("/api/users/a%2Fb", 404)]
    [InlineData("/api/users/a%20b", 404)]
    public async Task An_id_with_escapes_that_mean_nothing_is_refused(string path, int status)
    {
        var (head, body) = await SendAsync($"GET {path} HTTP/1.1\r\n{Host}Connection: close\r\n\r\n");
        head.ShouldStartWith($"HTTP/1.1 {status} ");
        JsonDocument.Parse(body).RootElement.GetProperty("code").GetString().ShouldBe("user-not-found");
    }

    [Theory]
    [InlineData("limit=%00")]
    [InlineData("limit=%zz")]
    [InlineData("before=%ff")]
    public async Task A_query_with_escapes_that_mean_nothing_is_refused(string query)
    {
        var buyer = await server.NewBuyerAsync();
        var (head, body) = await SendAsync(
            $"GET /api/users/{buyer.UserId}/balance/history?{query} HTTP/1.1\r\n{Host}"
                + $"Queue-Token: {buyer.Token}\r\nConnection: close\r\n\r\n"
        );
        head.ShouldStartWith("HTTP/1.1 400 ");
        JsonDocument.Parse(body).RootElement.GetProperty("code").GetString().ShouldBe("validation-failed");
    }

    [Fact]
    public async Task A_refusal_so_early_still_follows_the_language_that_was_read()
    {
        var (_, body) = await SendAsync(
            $"GET /alive HTTP/1.1\r\n{Host}Accept-Language: ko\r\nX\0: a\r\n\r\n"
        );
        JsonDocument
            .Parse(body)
            .RootElement.GetProperty("detail")
            .GetString()
            .ShouldBe("HTTP 규칙에 맞지 않는 요청입니다.");
    }

    private static string ManyHeaders(int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"X-{i}: a\r\n"));

    private async Task<(string Head, string Body)> SendAsync(string request)
    {
        using var connection = new RawConnection(server);
        await connection.SendAsync(request);
        using var reader = new StreamReader(connection.Stream, Encoding.Latin1);
        var head = new StringBuilder();
        var length = 0;
        while (await reader.ReadLineAsync() is { Length: > 0 } line)
        {
            head.AppendLine(line);
            if (line.StartsWith("Content-Length: ", StringComparison.Ordinal))
            {
                length = int.Parse(line.AsSpan(16), CultureInfo.InvariantCulture);
            }
        }
        var body = new char[length];
        await reader.ReadBlockAsync(body);
        return (head.ToString(), Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body)));
    }
}
