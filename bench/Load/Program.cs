using Ticketing.Bench.Load;

return Cli.Run(args, Console.Out);
