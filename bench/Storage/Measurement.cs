using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Ticketing.Storage.Bench;

/// <summary>
/// Grains that each write or read one row after the other, all of them at once: what is measured is what a grain waits
/// for, from <see cref="IGrainStorage"/> to the answer.
/// </summary>
internal static class Measurement
{
    public static async Task RunAllAsync(
        string database,
        Func<Task<(string Setting, string Value)>> create,
        TimeSpan duration
    )
    {
        foreach (
            var (grains, maxBatch) in new[] { (1, 1), (1_000, 1), (1_000, 100), (1_000, 500), (5_000, 500) }
        )
        {
            var setting = await create();
            await using var services = await StartAsync(setting, maxBatch);
            var storage = services.GetRequiredService<IGrainStorage>();
            await RunAsync(
                $"{database, -12}{"write new rows", -22}",
                grains,
                maxBatch,
                duration,
                () => Insert(storage)
            );
            await RunAsync(
                $"{database, -12}{"write again", -22}",
                grains,
                maxBatch,
                duration,
                () => Update(storage)
            );
            await RunAsync($"{database, -12}{"read", -22}", grains, maxBatch, duration, () => Read(storage));
        }
    }

    private static async Task<ServiceProvider> StartAsync(
        (string Setting, string Value) setting,
        int maxBatch
    )
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new(setting.Setting, setting.Value)])
            .Build();
        var services = new ServiceCollection()
            .AddTicketStorage(configuration, options => options.MaxBatch = maxBatch)
            .BuildServiceProvider();
        await services.MigrateTicketStorageAsync();
        return services;
    }

    // A grain is a function that does its next operation, given how many it has done.
    private static async Task RunAsync(
        string title,
        int grains,
        int maxBatch,
        TimeSpan duration,
        Func<Func<int, Task>> createGrain
    )
    {
        var (perSecond, latencies) = await CountAsync(grains, duration, _ => createGrain());
        Print(title, grains, maxBatch, perSecond, latencies);
    }

    /// <summary>Runs that many grains at once; answers operations a second and each one's milliseconds in order.</summary>
    public static async Task<(double PerSecond, double[] Latencies)> CountAsync(
        int grains,
        TimeSpan duration,
        Func<int, Func<int, Task>> createGrain
    )
    {
        var started = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(
            Enumerable
                .Range(0, grains)
                .Select(i => Task.Run(() => RunGrainAsync(createGrain(i), started, duration)))
        );
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double[] all = [.. latencies.SelectMany(list => list).Order()];
        return (all.Length / seconds, all);
    }

    /// <summary>Prints a line of the table.</summary>
    public static void Print(string title, int grains, int maxBatch, double perSecond, double[] all) =>
        Console.WriteLine(
            $"{title}{grains, 8}{maxBatch, 11}{perSecond, 12:N0}{all[all.Length / 2], 9:N2}{all[(int)(all.Length * 0.99)], 9:N2}"
        );

    private static async Task<List<double>> RunGrainAsync(
        Func<int, Task> grain,
        long started,
        TimeSpan duration
    )
    {
        var latencies = new List<double>();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var begin = Stopwatch.GetTimestamp();
            await grain(latencies.Count);
            latencies.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        return latencies;
    }

    private static Func<int, Task> Insert(IGrainStorage storage) =>
        _ => storage.WriteStateAsync("order", NewId(), new GrainState<Order>(Order.Sample));

    private static Func<int, Task> Update(IGrainStorage storage)
    {
        var id = NewId();
        var state = new GrainState<Order>(Order.Sample);
        return _ => storage.WriteStateAsync("order", id, state);
    }

    private static Func<int, Task> Read(IGrainStorage storage)
    {
        var id = NewId();
        var state = new GrainState<Order>(Order.Sample);
        return done =>
            done == 0
                ? storage.WriteStateAsync("order", id, state)
                : storage.ReadStateAsync("order", id, new GrainState<Order>());
    }

    private static GrainId NewId() => GrainId.Create("order", Guid.NewGuid().ToString("N"));
}

/// <summary>About 400 bytes of JSON, what a user with one reservation has.</summary>
internal sealed record Order
{
    public static Order Sample { get; } =
        new()
        {
            Lines =
            [
                new Line("r-0192f3a4b5c6d7e8", 1, "u-0192f3a4b5c6", "concert-01", "2026-12-24", 17, 150_000),
                new Line("r-0192f3a4b5c6d7e9", 2, "u-0192f3a4b5c6", "concert-01", "2026-12-25", 18, 150_000),
            ],
        };

    public IReadOnlyList<Line> Lines { get; init; } = [];
}

internal sealed record Line(
    string ReservationId,
    int Number,
    string UserId,
    string ConcertId,
    string ScheduleId,
    int SeatNumber,
    long Price
);
