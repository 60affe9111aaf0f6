using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Ticketing.Bench.Embedded;

// One core, so that the figure is what a core does and not what the machine happens to have.
if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
{
    Process.GetCurrentProcess().ProcessorAffinity = 1;
}

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.ClearProviders();
builder.UseOrleans();
using var host = builder.Build();
await host.StartAsync();
var factory = host.Services.GetRequiredService<IGrainFactory>();

var one = factory.GetGrain<INothingGrain>(0);
await Rate(
    "no-op calls of one grain, from outside",
    5_000_000,
    async count =>
    {
        for (var i = 0; i < count; i++)
        {
            await one.Nothing();
        }
    }
);

await Rate(
    "calls with two arguments and a result",
    5_000_000,
    async count =>
    {
        for (var i = 0; i < count; i++)
        {
            await one.Add(i, 1);
        }
    }
);

await Rate("no-op calls from grain to grain", 5_000_000, count => one.CallOther(1, count));

var many = Enumerable.Range(2, 1000).Select(key => factory.GetGrain<INothingGrain>(key)).ToArray();
await Rate(
    "no-op calls of 1,000 grains in turn, each by a new reference",
    5_000_000,
    async count =>
    {
        for (var i = 0; i < count; i++)
        {
            await factory.GetGrain<INothingGrain>(2 + (i % 1000)).Nothing();
        }
    }
);

await Rate(
    "no-op calls that wait in a queue, 1,000 at a time",
    2_000_000,
    async count =>
    {
        var waiting = new Task[1000];
        for (var i = 0; i < count; i += waiting.Length)
        {
            // The first keeps the grain busy, so all others queue behind it.
            waiting[0] = one.Yield();
            for (var j = 1; j < waiting.Length; j++)
            {
                waiting[j] = one.Nothing();
            }

            await Task.WhenAll(waiting);
        }
    }
);

await Rate(
    "calls that wait for another thread",
    1_000_000,
    async count =>
    {
        for (var i = 0; i < count; i++)
        {
            await many[i % 1000].Yield();
        }
    }
);

const int Activations = 200_000;
var before = GC.GetTotalMemory(forceFullCollection: true);
for (var key = 0; key < Activations; key++)
{
    await factory.GetGrain<INothingGrain>(1_000_000 + key).Nothing();
}

var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Activations;
Print("idle activation without state", string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes"));
await host.StopAsync();

static async Task Rate(string what, int count, Func<int, Task> run)
{
    await run(200_000);
    await run(200_000);
    var watch = Stopwatch.StartNew();
    await run(count);
    var rate = count / watch.Elapsed.TotalSeconds;
    Print(what, string.Create(CultureInfo.InvariantCulture, $"{rate:N0} a second"));
}

static void Print(string what, string figure) => Console.WriteLine($"{what, -62} {figure, 22}");
