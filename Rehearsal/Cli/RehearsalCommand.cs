using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Ticketing.Rehearsal.Journey;

namespace Ticketing.Rehearsal.Cli;

/// <summary>The command line: a rehearsal, and the sub-command that verifies a ledger.</summary>
internal sealed class RehearsalCommand
{
    /// <summary>The environment variable that may hold the operator key.</summary>
    public const string AdminKeyVariable = "Admin__Key";

    private readonly ServerOptions server = new();
    private readonly Option<string?> adminKey = Options.Text(
        "--admin-key",
        $"The operator key, for the audit; else from the environment variable {AdminKeyVariable}"
    );
    private readonly Option<int> buyers = Options.Number("--buyers", "How many buyers", 1000, 1, 1_000_000);
    private readonly Option<string?> concert = Options.Text(
        "--concert",
        "The concert to buy; else the bookable one with most seats"
    );
    private readonly Option<string?> schedule = Options.Text("--schedule", "The only date to buy; else any");
    private readonly Option<string?> queue = Options.Text(
        "--queue",
        "The queue to join; else the default one"
    );
    private readonly Option<int> arrive = Options.Number(
        "--arrive-seconds",
        "From the first to the last arrival",
        10,
        0,
        86_400
    );
    private readonly Option<ThinkTime> think = Options.Think();
    private readonly Option<int> connections = Options.Number(
        "--connections",
        "Connections that the buyers share",
        128,
        1,
        10_000
    );
    private readonly Option<int?> seed = new("--seed")
    {
        Description = "Makes think times and choices repeatable; else drawn",
    };
    private readonly Option<int> seatTries = Options.Number(
        "--seat-tries",
        "Seats that a buyer tries for before leaving",
        20,
        1,
        1000
    );
    private readonly Option<int> unfunded = Options.Number(
        "--unfunded-percent",
        "Buyers who pay before they have charged, and charge when refused",
        2,
        0,
        100
    );
    private readonly Option<int> changeMind = Options.Number(
        "--change-mind-percent",
        "Buyers who give their first seat back",
        2,
        0,
        100
    );
    private readonly Option<int> patience = Options.Number(
        "--patience-seconds",
        "For how long a buyer repeats a call that is refused for now (429, 503) or gets no answer",
        60,
        1,
        86_400
    );
    private readonly Option<int> timeout = Options.Number(
        "--answer-timeout-seconds",
        "After this time without an answer a connection is broken off",
        30,
        1,
        3600
    );
    private readonly Option<int> limit = Options.Number(
        "--limit-seconds",
        "After this time buyers still under way are told to stop",
        1800,
        1,
        86_400
    );
    private readonly Option<bool> expectRestarts = new("--expect-restarts")
    {
        Description = "Lost connections are part of the rehearsal and do not fail it",
    };
    private readonly Option<string?> ledger = Options.Text(
        "--ledger",
        "File that every acknowledged answer is appended to, for the sub-command verify"
    );
    private readonly Option<string?> json = Options.Text("--json", "File that the report is written to");
    private readonly Option<bool> quiet = new("--quiet") { Description = "Print the end report only" };

    /// <summary>Makes the command with its sub-command.</summary>
    /// <param name="console">Where progress and reports are printed.</param>
    /// <param name="time">The clock of everything.</param>
    public RootCommand Build(IAnsiConsole console, TimeProvider time)
    {
        var root = new RootCommand(
            "Drives many buyers through the whole journey of buying a ticket, from the line to the ticket, on a running server, and "
                + $"reports how it went.\n\n{ExitCodes.Help}"
        )
        {
            adminKey,
            buyers,
            concert,
            schedule,
            queue,
            arrive,
            think,
            connections,
            seed,
            seatTries,
            unfunded,
            changeMind,
            patience,
            timeout,
            limit,
            expectRestarts,
            ledger,
            json,
            quiet,
        };
        server.AddTo(root);
        root.Subcommands.Add(new VerifyCommand().Build(console, time));
        root.SetAction(
            (parsed, stop) =>
            {
                var (settings, refusal) = Settings(parsed, time);
                if (settings is not null)
                {
                    return new RehearsalRun(settings, console, time).RunAsync(stop);
                }
                console.WriteLine(refusal!);
                return Task.FromResult(ExitCodes.Usage);
            }
        );
        return root;
    }

    /// <summary>Reads the settings, or says what is missing.</summary>
    internal (RehearsalSettings? Settings, string? Refusal) Settings(ParseResult parsed, TimeProvider time)
    {
        var key = parsed.GetValue(adminKey) ?? Environment.GetEnvironmentVariable(AdminKeyVariable);
        if (string.IsNullOrEmpty(key))
        {
            return (null, $"The audit needs the operator key: give --admin-key or set {AdminKeyVariable}.");
        }
        if (parsed.GetValue(schedule) is not null && parsed.GetValue(concert) is null)
        {
            return (null, "--schedule needs --concert: a date's id is one of its concert's.");
        }
        var luck = parsed.GetValue(seed) ?? Random.Shared.Next();
        var journey = new JourneySettings
        {
            RunId = RunId(time),
            ConcertId = parsed.GetValue(concert) ?? "",
            ScheduleId = parsed.GetValue(schedule),
            QueueId = parsed.GetValue(queue),
            Think = parsed.GetValue(think),
            SeatTries = parsed.GetValue(seatTries),
            Patience = TimeSpan.FromSeconds(parsed.GetValue(patience)),
            UnfundedShare = parsed.GetValue(unfunded) / 100.0,
            ChangeMindShare = parsed.GetValue(changeMind) / 100.0,
            Seed = luck,
        };
        return (
            new()
            {
                Server = server.Read(parsed),
                AdminKey = key,
                Buyers = parsed.GetValue(buyers),
                ConcertId = parsed.GetValue(concert),
                Arrival = TimeSpan.FromSeconds(parsed.GetValue(arrive)),
                Connections = parsed.GetValue(connections),
                AnswerTimeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                Limit = TimeSpan.FromSeconds(parsed.GetValue(limit)),
                ExpectRestarts = parsed.GetValue(expectRestarts),
                LedgerPath = parsed.GetValue(ledger),
                JsonPath = parsed.GetValue(json),
                Quiet = parsed.GetValue(quiet),
                Journey = journey,
            },
            null
        );
    }

    // Users of an earlier rehearsal stay on the server: the ids of this one must be new even with the same seed.
    private static string RunId(TimeProvider time) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"r{time.GetUtcNow():yyMMddHHmmss}{Random.Shared.Next(0x1000):x3}"
        );
}
