using Ticketing.Rehearsal.Cli;
using Ticketing.Rehearsal.Journey;
using Ticketing.Rehearsal.Tests.Fakes;

namespace Ticketing.Rehearsal.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--buyers", "0")]
    [InlineData("--buyers", "many")]
    [InlineData("--buyers", "1000001")]
    [InlineData("--connections", "0")]
    [InlineData("--arrive-seconds", "-1")]
    [InlineData("--think-ms", "9-5")]
    [InlineData("--think-ms", "soon")]
    [InlineData("--url", "nowhere")]
    [InlineData("--url", "ftp://localhost")]
    [InlineData("--schedule", "eve")]
    [InlineData("--colour", "red")]
    [InlineData("verify", "--grace-seconds", "5")]
    public async Task Wrong_usage_is_told_apart(params string[] arguments)
    {
        var (code, printed) = await Office.RunAsync([.. arguments, .. Key(arguments)]);
        code.ShouldBe(ExitCodes.Usage);
        printed.ShouldNotBeEmpty();

        static string[] Key(string[] arguments) => arguments[0] == "verify" ? [] : ["--admin-key", "k"];
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_apart()
    {
        var (code, printed) = await Office.RunAsync(
            "--url",
            "http://127.0.0.1:1",
            "--admin-key",
            "k",
            "--patience-seconds",
            "1"
        );
        code.ShouldBe(ExitCodes.NotStarted);
        printed.ShouldContain("not let in");
    }

    [Fact]
    public async Task Another_machine_is_refused_unless_allowed()
    {
        var (code, printed) = await Office.RunAsync("--url", "http://192.0.2.1", "--admin-key", "k");
        code.ShouldBe(ExitCodes.NotStarted);
        printed.ShouldContain("--allow-remote");
    }

    [Fact]
    public void Every_option_reaches_the_settings()
    {
        var command = new RehearsalCommand();
        var parsed = command
            .Build(Spectre.Console.AnsiConsole.Console, TimeProvider.System)
            .Parse(
                "--url https://localhost:9 --admin-key k --buyers 7 --concert c --schedule s --queue q --arrive-seconds 3 "
                    + "--think-ms 10-20 --connections 5 --seed 11 --seat-tries 4 --unfunded-percent 50 --change-mind-percent 25 "
                    + "--patience-seconds 6 --answer-timeout-seconds 8 --limit-seconds 9 --expect-restarts --ledger l --json j "
                    + "--quiet --allow-remote --insecure --header A:1 --header B:2"
            );
        parsed.Errors.ShouldBeEmpty();
        var (settings, _) = command.Settings(parsed, TimeProvider.System);
        settings.ShouldNotBeNull();
        var journey = settings.Journey;
        settings.ShouldBe(
            new()
            {
                Server = settings.Server,
                AdminKey = "k",
                Buyers = 7,
                ConcertId = "c",
                Arrival = TimeSpan.FromSeconds(3),
                Connections = 5,
                AnswerTimeout = TimeSpan.FromSeconds(8),
                Limit = TimeSpan.FromSeconds(9),
                ExpectRestarts = true,
                LedgerPath = "l",
                JsonPath = "j",
                Quiet = true,
                Journey = new()
                {
                    RunId = journey.RunId,
                    ConcertId = "c",
                    ScheduleId = "s",
                    QueueId = "q",
                    Think = new(10, 20),
                    SeatTries = 4,
                    Patience = TimeSpan.FromSeconds(6),
                    UnfundedShare = 0.5,
                    ChangeMindShare = 0.25,
                    Seed = 11,
                },
            }
        );
        var server = settings.Server;
        server.ShouldBe(
            new()
            {
                Url = new Uri("https://localhost:9"),
                AllowRemote = true,
                Insecure = true,
                Headers = server.Headers,
            }
        );
        server.Headers.ShouldBe([new("A", "1"), new("B", "2")]);
        journey.RunId.ShouldMatch("^[a-z0-9]+$");
    }

    [Theory]
    [InlineData("200", 200, 200)]
    [InlineData("0-200", 0, 200)]
    [InlineData("5-5", 5, 5)]
    public void A_think_time_is_a_number_or_a_range(string text, int min, int max)
    {
        ThinkTime.TryParse(text, out var think).ShouldBeTrue();
        think.ShouldBe(new(min, max));
        think.Draw(new Random(1)).TotalMilliseconds.ShouldBeInRange(min, max);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-5")]
    [InlineData("1-2-3")]
    [InlineData("3-1")]
    [InlineData("0-3600001")]
    public void Anything_else_is_no_think_time(string text) =>
        ThinkTime.TryParse(text, out _).ShouldBeFalse();
}
