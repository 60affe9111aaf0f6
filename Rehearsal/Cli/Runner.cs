using Spectre.Console;

namespace Ticketing.Rehearsal.Cli;

/// <summary>Runs a command line.</summary>
internal static class Runner
{
    /// <summary>Parses and runs.</summary>
    /// <param name="arguments">The command line, without the program's name.</param>
    /// <param name="console">Where everything is printed.</param>
    /// <param name="time">The clock of everything.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, IAnsiConsole console, TimeProvider time)
    {
        var parsed = new RehearsalCommand().Build(console, time).Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            // Ctrl-C is waited for: the buyers stop at their next step, then come the audit and the report.
            return await parsed.InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromMinutes(5) });
        }
        foreach (var error in parsed.Errors)
        {
            console.WriteLine(error.Message);
        }
        console.WriteLine("--help tells the options.");
        return ExitCodes.Usage;
    }
}
