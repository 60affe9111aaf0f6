using Ticketing.Rehearsal.Cli;
using Ticketing.Rehearsal.Ledger;
using Ticketing.Rehearsal.Tests.Fakes;

namespace Ticketing.Rehearsal.Tests.Ledger;

public sealed class VerifyTests : IDisposable
{
    private readonly string ledger = Path.GetTempFileName();

    public void Dispose() => File.Delete(ledger);

    [Fact]
    public async Task Everything_acknowledged_holds_on_a_server_that_keeps_its_word()
    {
        await using var office = await RehearsedAsync();
        var (code, printed) = await VerifyAsync(office);
        code.ShouldBe(ExitCodes.Clean, printed);
        printed.ShouldMatch(@"20\s+ticket as acknowledged");
        printed.ShouldMatch(@"20\s+payment's entry as acknowledged");
        printed.ShouldMatch(@"\d+\s+charge as acknowledged");
        printed.ShouldMatch(@"\d+\s+hold as acknowledged");
        printed.ShouldMatch(@"25\s+place in line as acknowledged");
        office.Till.Tokens.Values.ShouldNotContain(
            t => t.Status == "waiting",
            "who joined again to ask has left again"
        );
    }

    [Fact]
    public async Task A_lost_payment_is_found_out()
    {
        await using var office = await RehearsedAsync();
        office.Till.Paid.First().Status = "held";
        var (code, printed) = await VerifyAsync(office);
        code.ShouldBe(ExitCodes.NotTrue);
        printed.ShouldContain("payment:");
        printed.ShouldContain("hold:");
    }

    [Fact]
    public async Task A_lost_or_doubled_charge_is_found_out()
    {
        await using var office = await RehearsedAsync();
        var histories = office.Till.Histories.Values.Where(h => h.Count == 2).Take(2).ToArray();
        histories[0].RemoveAt(1);
        histories[1].Add(histories[1][1].DeepClone().AsObject());
        var (code, printed) = await VerifyAsync(office);
        code.ShouldBe(ExitCodes.NotTrue);
        printed.ShouldContain("the history has nothing");
        printed.Split('\n').Count(l => l.Contains(" charge: ")).ShouldBe(2);
    }

    [Fact]
    public async Task A_lost_user_is_found_out()
    {
        await using var office = await RehearsedAsync();
        office.Till.Balances.Remove(office.Till.Paid.First().UserId);
        office.Intercept = (call, _) =>
            call.EndsWith("/balance") ? FakeAnswer.Refusal(403, "token-expired") : null;
        var (code, printed) = await VerifyAsync(office);
        code.ShouldBe(ExitCodes.NotTrue);
        printed.ShouldContain("user-not-found");
    }

    [Fact]
    public async Task A_place_in_line_that_got_worse_is_found_out()
    {
        await using var office = await FakeBoxOffice.StartAsync(pollsBeforeActive: 5);
        office.Till.Balances["u"] = 0;
        office.Till.Tokens["t"] = new("t", "u");
        await File.WriteAllLinesAsync(
            ledger,
            [
                """{"kind":"Joined","userId":"u","token":"t","queueId":"default","at":"2026-12-01T00:00:00Z"}""",
                """{"kind":"Rank","userId":"u","rank":2,"at":"2026-12-01T00:00:00Z"}""",
                """{"kind":"Rank","userId":"u","ra""",
            ]
        );
        var (code, printed) = await VerifyAsync(office);
        code.ShouldBe(ExitCodes.NotTrue);
        printed.ShouldContain("place in line:");
    }

    [Fact]
    public async Task What_the_server_does_not_tell_is_told_apart_from_what_is_lost()
    {
        await using var office = await RehearsedAsync();
        office.Intercept = (call, _) =>
            call.Contains("/tickets/") ? FakeAnswer.Refusal(503, "unavailable", 30) : null;
        var (code, printed) = await VerifyAsync(office);
        code.ShouldBe(ExitCodes.Unfinished);
        printed.ShouldMatch(@"20\s+could not be asked");
    }

    [Fact]
    public async Task A_ledger_that_is_not_one_is_refused()
    {
        await File.WriteAllLinesAsync(ledger, ["nonsense", """{"kind":"User","userId":"u"}"""]);
        var (code, printed) = await Office.RunAsync("verify", "--ledger", ledger);
        code.ShouldBe(ExitCodes.NotStarted);
        printed.ShouldContain("line 1 is not a ledger line");
        (await Office.RunAsync("verify", "--ledger", ledger + ".none")).Code.ShouldBe(ExitCodes.NotStarted);
    }

    [Fact]
    public async Task A_ledger_keeps_what_was_appended_before()
    {
        for (var i = 0; i < 2; i++)
        {
            await using var writer = new LedgerWriter(ledger);
            writer.Append(new() { Kind = LedgerKind.User, UserId = $"u{i}" });
        }
        var accounts = await LedgerReader.ReadAsync(ledger);
        accounts.Select(a => a.UserId).ShouldBe(["u0", "u1"]);
    }

    private async Task<FakeBoxOffice> RehearsedAsync()
    {
        var office = await FakeBoxOffice.StartAsync(seats: 20);
        var (code, printed) = await office.RehearseAsync(
            25,
            "--ledger",
            ledger,
            "--change-mind-percent",
            "20"
        );
        code.ShouldBe(ExitCodes.Clean, printed);
        return office;
    }

    private Task<(int Code, string Printed)> VerifyAsync(FakeBoxOffice office) =>
        Office.RunAsync("verify", "--url", office.Url, "--ledger", ledger, "--patience-seconds", "1");
}
