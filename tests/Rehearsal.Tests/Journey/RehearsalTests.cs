using System.Text.Json;
using Ticketing.Rehearsal.Cli;
using Ticketing.Rehearsal.Tests.Fakes;

namespace Ticketing.Rehearsal.Tests.Journey;

public sealed class RehearsalTests
{
    private static readonly string[] Plain = ["--unfunded-percent", "0", "--change-mind-percent", "0"];

    [Fact]
    public async Task Everybody_gets_a_ticket_when_there_are_seats_enough()
    {
        await using var office = await FakeBoxOffice.StartAsync(seats: 50, pollsBeforeActive: 3);
        var file = Path.GetTempFileName();
        var (code, printed) = await office.RehearseAsync(30, "--json", file);
        code.ShouldBe(ExitCodes.Clean, printed);
        office.Till.Paid.Count().ShouldBe(30);
        using var report = JsonDocument.Parse(await File.ReadAllTextAsync(file));
        File.Delete(file);
        var root = report.RootElement;
        root.GetProperty("sold").GetInt32().ShouldBe(30);
        root.GetProperty("exitCode").GetInt32().ShouldBe(0);
        root.GetProperty("endings").GetProperty("bought").GetInt32().ShouldBe(30);
        root.GetProperty("audit").GetProperty("answer").GetProperty("ok").GetBoolean().ShouldBeTrue();
        var steps = root.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("step").GetString());
        steps.ShouldContain("Pay");
        steps.ShouldContain("QueueWait");
    }

    [Fact]
    public async Task Who_finds_it_sold_out_leaves_the_line()
    {
        await using var office = await FakeBoxOffice.StartAsync(seats: 5);
        var (code, printed) = await office.RehearseAsync(40);
        code.ShouldBe(ExitCodes.Clean, printed);
        office.Till.Paid.Count().ShouldBe(5);
        office.Till.Paid.Select(r => r.Seat).ShouldBeUnique();
        office
            .Till.Tokens.Values.Count(t => t.Status == "expired")
            .ShouldBe(36, "35 buyers and the first visitor");
        office.Till.Tokens.Values.ShouldNotContain(t => t.Status == "waiting" || t.Status == "active");
    }

    [Fact]
    public async Task Who_is_refused_for_lack_of_money_charges_and_pays()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        var (code, printed) = await office.RehearseAsync(10, "--unfunded-percent", "100");
        code.ShouldBe(ExitCodes.Clean, printed);
        office.Till.Paid.Count().ShouldBe(10);
        printed.ShouldMatch(@"10\s+insufficient-balance");
    }

    [Fact]
    public async Task Who_changes_their_mind_gives_the_seat_back_and_takes_another()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        var (code, printed) = await office.RehearseAsync(10, "--change-mind-percent", "100");
        code.ShouldBe(ExitCodes.Clean, printed);
        office.Till.Reservations.Values.Count(r => r.Status == "cancelled").ShouldBe(10);
        office.Till.Paid.Count().ShouldBe(10);
    }

    [Fact]
    public async Task Refusals_for_now_are_waited_out_and_counted()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        var left = 3;
        office.Intercept = (call, _) =>
            call.EndsWith("/api/reservations") && left-- > 0
                ? FakeAnswer.Refusal(503, "unavailable", 0)
                : null;
        var (code, printed) = await office.RehearseAsync(5);
        code.ShouldBe(ExitCodes.Clean, printed);
        office.Till.Paid.Count().ShouldBe(5);
        printed.ShouldMatch(@"3\s+unavailable");
    }

    [Fact]
    public async Task A_refusal_for_now_without_retry_after_fails_the_rehearsal()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        var left = 1;
        office.Intercept = (call, _) =>
            call.EndsWith("/payments") && left-- > 0 ? FakeAnswer.Refusal(429, "too-many-requests") : null;
        var (code, printed) = await office.RehearseAsync(2);
        code.ShouldBe(ExitCodes.Unexpected);
        printed.ShouldContain("Retry-After");
    }

    [Fact]
    public async Task Who_runs_out_of_patience_fails_the_rehearsal()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Intercept = (call, _) =>
            call.EndsWith("/payments") ? FakeAnswer.Refusal(503, "unavailable", 30) : null;
        var (code, printed) = await office.RehearseAsync(2, "--patience-seconds", "1");
        code.ShouldBe(ExitCodes.Unfinished);
        printed.ShouldContain("GaveUp 2");
    }

    [Fact]
    public async Task A_violation_that_the_audit_finds_fails_the_rehearsal()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Till.AuditOk = false;
        var (code, printed) = await office.RehearseAsync(2);
        code.ShouldBe(ExitCodes.NotTrue);
        printed.ShouldContain("a seat without an owner");
    }

    [Fact]
    public async Task A_server_error_fails_the_rehearsal_and_is_shown()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Intercept = (call, _) => call.EndsWith("/payments") ? new(500, "a stack trace") : null;
        var (code, printed) = await office.RehearseAsync(3);
        code.ShouldBe(ExitCodes.Unexpected);
        printed.ShouldContain("Pay 500 no-code");
        printed.ShouldContain("a stack trace");
        printed.ShouldContain("Failed 3");
    }

    [Fact]
    public async Task An_answer_that_is_not_the_contract_fails_the_rehearsal()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        office.Intercept = (call, _) => call.EndsWith("/charges") ? new(200, """{"balance":30000}""") : null;
        var (code, printed) = await office.RehearseAsync(2, Plain);
        code.ShouldBe(ExitCodes.Unexpected);
        printed.ShouldContain("Charge 200 malformed-answer");
        printed.ShouldContain("'entryId'");
    }

    [Fact]
    public async Task A_lost_connection_fails_the_rehearsal_unless_restarts_are_expected()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        var calls = 0;
        // Each step of somebody loses its first answer, after the server has acted.
        office.Intercept = (_, _) => ++calls % 7 == 0 && calls > 8 ? FakeAnswer.NoAnswer : null;
        (await office.RehearseAsync(5)).Code.ShouldBe(ExitCodes.Unexpected);
        var (code, printed) = await office.RehearseAsync(5, "--expect-restarts");
        code.ShouldBe(ExitCodes.Clean, printed);
        office.Till.Paid.Count().ShouldBe(10);
    }

    [Fact]
    public async Task An_operator_call_that_is_lost_is_made_again()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        var lost = new HashSet<string>();
        office.Intercept = (call, _) =>
            call.Contains("/admin/") && lost.Add(call) ? FakeAnswer.NoAnswer : null;
        var (code, printed) = await office.RehearseAsync(2, Plain);
        code.ShouldBe(ExitCodes.Clean, printed);
        lost.Count.ShouldBe(2, "the queue's and the audit");
    }

    [Fact]
    public async Task An_operator_key_that_is_wrong_is_found_out_before_anybody_comes()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        var (code, printed) = await office.RehearseAsync(2, "--admin-key", "wrong");
        code.ShouldBe(ExitCodes.Usage, "the option was given twice");
        (code, printed) = await Office.RunAsync("--url", office.Url, "--admin-key", "wrong");
        code.ShouldBe(ExitCodes.NotStarted);
        printed.ShouldContain("admin-key-invalid");
        office.Till.Tokens.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("--concert", "opera", "There is no concert 'opera'. There are: house-concert.")]
    [InlineData("--queue", "default", "")]
    public async Task What_is_not_on_sale_is_told_before_anybody_comes(
        string option,
        string value,
        string sentence
    )
    {
        await using var office = await FakeBoxOffice.StartAsync(seats: sentence == "" ? 0 : 50);
        var (code, printed) = await office.RehearseAsync(2, option, value);
        code.ShouldBe(ExitCodes.NotStarted);
        printed.ShouldContain(sentence == "" ? "nothing left to sell" : sentence);
    }

    [Fact]
    public async Task A_date_that_there_is_not_is_told_before_anybody_comes()
    {
        await using var office = await FakeBoxOffice.StartAsync();
        var (code, printed) = await office.RehearseAsync(
            2,
            "--concert",
            FakeBoxOffice.ConcertId,
            "--schedule",
            "x"
        );
        code.ShouldBe(ExitCodes.NotStarted);
        printed.ShouldContain("no bookable date 'x'. There are: eve.");
    }

    [Fact]
    public async Task Buyers_who_are_late_are_told_to_stop()
    {
        await using var office = await FakeBoxOffice.StartAsync(pollsBeforeActive: 5);
        office.Intercept = (call, _) =>
            office.Till.Tokens.Count > 1 && call.EndsWith("/current")
                ? FakeAnswer.Refusal(503, "unavailable", 30)
                : null;
        var (code, printed) = await office.RehearseAsync(3, "--limit-seconds", "1");
        code.ShouldBe(ExitCodes.Unfinished);
        printed.ShouldContain("Unfinished 3");
    }
}
