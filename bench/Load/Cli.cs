using System.Text.Json;
using Ticketing.Bench.Load.Flows;
using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;
using Ticketing.Bench.Load.Scenarios;

namespace Ticketing.Bench.Load;

/// <summary>
/// The load client by hand: <c>Load journeys|stampede|joins|polls --url http://127.0.0.1:5000 [--connections 64] [--seconds 10]
/// [--warmup 3] [--count 100000] [--rate 0] [--schedules 1000] [--seats 50] [--admin key] [--watch service=123,db=456]</c>.
/// It makes what it needs, drives, and prints one JSON object.
/// </summary>
internal static class Cli
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Runs one scenario.</summary>
    /// <returns>0; 2 when the arguments make no sense.</returns>
    public static int Run(string[] args, TextWriter output)
    {
        if (args.Length == 0 || args.Length % 2 == 0)
        {
            output.WriteLine("Load journeys|stampede|joins|polls --url URL [--option value …]");
            return 2;
        }
        var options = args.Skip(1)
            .Chunk(2)
            .ToDictionary(pair => pair[0].TrimStart('-'), pair => pair[1], StringComparer.Ordinal);
        output.WriteLine(JsonSerializer.Serialize(Drive(args[0], options), Json));
        return 0;
    }

    private static RunResult Drive(string scenario, Dictionary<string, string> options)
    {
        int Number(string name, int otherwise) =>
            options.TryGetValue(name, out var text)
                ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture)
                : otherwise;
        var watched = options
            .GetValueOrDefault("watch", "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('='))
            .ToDictionary(
                pair => pair[0],
                pair => int.Parse(pair[1], System.Globalization.CultureInfo.InvariantCulture)
            );
        var run = Guid.NewGuid().ToString("N")[..6];
        var connections = Number("connections", 64);
        var count = Number("count", 100_000);
        using var loop = new EventLoop(new Uri(options["url"]));
        var prepare = new Prepare(loop, options.GetValueOrDefault("admin", "bench"), connections);
        var meter = new CpuMeter(watched);
        Window Fresh() =>
            new(
                meter,
                TimeSpan.FromSeconds(Number("warmup", 3)),
                TimeSpan.FromSeconds(Number("seconds", 10))
            );
        var line = new Line(loop, connections, run);
        switch (scenario)
        {
            case "journeys":
                var season = new Season($"c{run}", Number("schedules", 1000), Number("seats", 50), run);
                prepare.Queue(1_000_000);
                prepare.Season(season);
                prepare.Users(run, season.Capacity);
                return new Journeys(season, connections, Fresh(), perSecond: Number("rate", 0)).Run(
                    loop,
                    "journeys"
                );
            case "stampede":
                prepare.Queue(1_000_000);
                prepare.Season(new Season($"c{run}", 1, 50, run));
                prepare.Users(run, count);
                line.Join(count);
                return new Stampede($"c{run}-0", "s0", 50, run, line.Tokens).Run(loop, meter);
            case "joins":
                prepare.Queue(1);
                prepare.Users(run, count);
                return line.Join(count, Fresh());
            case "polls":
                prepare.Queue(1);
                prepare.Users(run, count);
                line.Join(count);
                return line.Poll(Fresh());
            default:
                throw new ArgumentException($"There is no scenario '{scenario}'.");
        }
    }
}
