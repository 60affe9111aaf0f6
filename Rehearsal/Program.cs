using Spectre.Console;
using Ticketing.Rehearsal.Cli;

if (Console.IsOutputRedirected)
{
    // A file or a pipe has no width: lines and tables are not broken.
    AnsiConsole.Profile.Width = 250;
}
return await Runner.RunAsync(args, AnsiConsole.Console, TimeProvider.System);
