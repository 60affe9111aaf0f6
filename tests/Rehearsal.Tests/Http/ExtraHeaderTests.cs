using Ticketing.Rehearsal.Cli;
using Ticketing.Rehearsal.Http;
using Ticketing.Rehearsal.Tests.Fakes;

namespace Ticketing.Rehearsal.Tests.Http;

public sealed class ExtraHeaderTests
{
    private static readonly string[] Options = ["--header", "X-User: {user}", "--header", "X-Run: a:b"];

    [Theory]
    [InlineData("X-User: {user}", "X-User", "{user}")]
    [InlineData("Authorization:Bearer a:b ", "Authorization", "Bearer a:b")]
    [InlineData("X-Empty:", "X-Empty", "")]
    public void A_header_is_a_name_and_a_value(string text, string name, string value) =>
        ExtraHeader.Parse(text).ShouldBe((new(name, value), null));

    [Theory]
    [InlineData("X-User")]
    [InlineData(": value")]
    [InlineData("X User: value")]
    [InlineData("Content-Type: text/plain")]
    [InlineData("X-User: a\r\nAdmin-Key: b")]
    [InlineData("X-User: 열")]
    public async Task A_header_that_cannot_be_sent_is_refused(string text)
    {
        var (code, printed) = await Office.RunAsync("--admin-key", "k", "--header", text);
        code.ShouldBe(ExitCodes.Usage);
        printed.ShouldContain($"--header {text.Split('\r')[0]}");
    }

    [Fact]
    public async Task Buyers_send_their_own_id_and_operators_none()
    {
        var ledger = Path.GetTempFileName();
        await using var office = await FakeBoxOffice.StartAsync();
        var calls = 0;
        var operators = 0;
        office.Watch = (call, body, headers) =>
        {
            calls++;
            headers["X-Run"].ToString().ShouldBe("a:b", call);
            var user =
                office.Till.Tokens.TryGetValue($"{headers["Queue-Token"]}", out var token) ? token.UserId
                : call.StartsWith("GET /api/users/") ? call.Split('/')[^1]
                : body["userId"]?.ToString();
            operators += user is null ? 1 : 0;
            headers.ContainsKey("X-User").ShouldBe(user is not null, call);
            headers["X-User"].ToString().ShouldBe(user ?? "", call);
        };
        var (code, printed) = await office.RehearseAsync(5, [.. Options, "--ledger", ledger]);
        code.ShouldBe(ExitCodes.Clean, printed);
        operators.ShouldBe(2, "the queue's and the audit");
        var rehearsed = calls;
        (code, printed) = await Office.RunAsync([
            "verify",
            "--url",
            office.Url,
            "--ledger",
            ledger,
            .. Options,
        ]);
        File.Delete(ledger);
        code.ShouldBe(ExitCodes.Clean, printed);
        calls.ShouldBeGreaterThan(rehearsed);
        operators.ShouldBe(2);
    }
}
