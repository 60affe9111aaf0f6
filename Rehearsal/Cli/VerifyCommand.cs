using System.CommandLine;
using Spectre.Console;
using Ticketing.Rehearsal.Ledger;

namespace Ticketing.Rehearsal.Cli;

/// <summary>The sub-command <c>verify</c>.</summary>
internal sealed class VerifyCommand
{
    private readonly ServerOptions server = new();
    private readonly Option<string> ledger = new("--ledger")
    {
        Description = "The file that a rehearsal wrote with --ledger",
        Required = true,
    };
    private readonly Option<int> connections = Options.Number("--connections", "Connections", 16, 1, 10_000);
    private readonly Option<int> patience = Options.Number(
        "--patience-seconds",
        "For how long a question is repeated that is refused for now or gets no answer",
        60,
        1,
        86_400
    );
    private readonly Option<int> grace = Options.Number(
        "--grace-seconds",
        "How long after its end a hold may still be told as held",
        5,
        0,
        3600
    );

    /// <summary>Makes the command.</summary>
    /// <param name="console">Where the findings are printed.</param>
    /// <param name="time">The clock that holds are compared with.</param>
    public Command Build(IAnsiConsole console, TimeProvider time)
    {
        var command = new Command(
            "verify",
            "Asks a server again about every answer that a ledger has as acknowledged, for example after a "
                + "crash. Exit codes: see Rehearsal --help"
        )
        {
            ledger,
            connections,
            patience,
            grace,
        };
        server.AddTo(command);
        command.SetAction(
            (parsed, stop) =>
                new LedgerVerification(
                    new(
                        server.Read(parsed),
                        parsed.GetValue(ledger)!,
                        parsed.GetValue(connections),
                        TimeSpan.FromSeconds(parsed.GetValue(patience)),
                        TimeSpan.FromSeconds(parsed.GetValue(grace))
                    ),
                    console,
                    time
                ).RunAsync(stop)
        );
        return command;
    }
}
