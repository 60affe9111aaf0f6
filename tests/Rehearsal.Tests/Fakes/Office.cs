using Spectre.Console;
using Ticketing.Rehearsal.Cli;

namespace Ticketing.Rehearsal.Tests.Fakes;

/// <summary>Runs the program's command line in the test's process.</summary>
internal static class Office
{
    /// <summary>Runs it and gives back the exit code and everything printed.</summary>
    public static async Task<(int Code, string Printed)> RunAsync(params string[] arguments)
    {
        var printed = new StringWriter();
        var console = AnsiConsole.Create(
            new()
            {
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
                Out = new AnsiConsoleOutput(printed),
            }
        );
        console.Profile.Width = 400;
        var code = await Runner.RunAsync(arguments, console, TimeProvider.System);
        return (code, printed.ToString());
    }

    /// <summary>Rehearses on a fake server, with everybody arriving at once and nobody thinking.</summary>
    public static Task<(int Code, string Printed)> RehearseAsync(
        this FakeBoxOffice office,
        int buyers,
        params string[] more
    ) =>
        RunAsync([
            "--url",
            office.Url,
            "--admin-key",
            FakeBoxOffice.AdminKey,
            "--buyers",
            $"{buyers}",
            "--arrive-seconds",
            "0",
            "--think-ms",
            "0",
            "--connections",
            "4",
            "--seed",
            "7",
            .. more,
        ]);
}
