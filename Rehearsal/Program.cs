using Spectre.Console;
using Ticketing.Rehearsal.Cli;

return await Runner.RunAsync(args, AnsiConsole.Console, TimeProvider.System);
