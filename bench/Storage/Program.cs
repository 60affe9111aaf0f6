using System.Globalization;
using Ticketing.Storage.Bench;
using Ticketing.TestSupport;

// How many rows a second the storage writes and reads, one row a commit and many, on both databases.
// Then how many writes a second a silo does with either of its storages.
// dotnet run -c Release --project bench/Storage [-- <seconds a line, 5> [SQLite | PostgreSQL | Silo [turns, 1]]]
var seconds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
var only = args.Length > 1 ? args[1] : null;
var duration = TimeSpan.FromSeconds(seconds);

Console.WriteLine(
    $"{Environment.ProcessorCount} cores, {duration.TotalSeconds} s a line, payload about 400 bytes"
);
Console.WriteLine(
    $"{"database", -12}{"operation", -22}{"grains", 8}{"max batch", 11}{"rows/s", 12}{"p50 ms", 9}{"p99 ms", 9}"
);
if (only is null or "SQLite")
{
    var folder = Directory.CreateTempSubdirectory("ticketing-bench-");
    var file = 0;
    await Measurement.RunAllAsync(
        "SQLite",
        () => Task.FromResult(("Storage:Path", Path.Combine(folder.FullName, $"{++file}.db"))),
        duration
    );
    folder.Delete(recursive: true);
}

if (only is null or "PostgreSQL" or "Silo")
{
    if (PostgresBinaries.WhyMissing is { } reason)
    {
        Console.WriteLine($"PostgreSQL   skipped: {reason}");
        return;
    }

    await using var server = await PostgresServer.CreateAsync();
    if (only is not "Silo")
    {
        await Measurement.RunAllAsync(
            "PostgreSQL",
            async () => ("ConnectionStrings:Tickets", await server.CreateDatabaseAsync()),
            duration
        );
    }

    if (only is not "PostgreSQL")
    {
        var turns = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 1;
        await SiloMeasurement.RunAsync(server, duration, turns);
    }
}
