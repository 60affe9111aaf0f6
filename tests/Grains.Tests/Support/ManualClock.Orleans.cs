using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Reminders;
using Orleans.TestingHost;
using Ticketing.TestSupport;

namespace Ticketing.Tests.Support;

internal static class ManualClock
{
    /// <summary>Grains are spread over several silos, so that nothing relies on being together.</summary>
    public const short Silos = 3;

    /// <summary>
    /// The shortest time by which a test may stay before an end: waits for reminders are in whole milliseconds,
    /// and where less is left on a clock that stands still, they begin anew without a pause.
    /// </summary>
    public static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Grains, their timers and reminders run on the manual clock; a silo does not start on one.
    /// </summary>
    public static void UseManualClock(this ISiloBuilder silo, ManualTimeProvider clock)
    {
        silo.Services.AddSingleton<TimeProvider>(clock);
        silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        silo.Services.AddKeyedSingleton<TimeProvider>(
            ReminderTimeProviderNames.Reminders,
            new CreepingTimeProvider(clock)
        );
    }

    /// <summary>
    /// Silos and client talk in memory, so ports are mere names. The builder would look for free ones all the
    /// same, and finds none while the connections of other programs are about to be forgotten.
    /// </summary>
    public static InProcessTestCluster BuildInMemory(this InProcessTestClusterBuilder builder)
    {
        builder.Options.ConfigureFileLogging = false;
        return new InProcessTestCluster(builder.Options, new NamesOfPorts());
    }

    private sealed class NamesOfPorts : ITestClusterPortAllocator
    {
        private int _next;

        public (int, int) AllocateConsecutivePortPairs(int numPorts)
        {
            var first = Interlocked.Add(ref _next, numPorts) - numPorts;
            return (11_111 + first, 30_000 + first);
        }

        public void Dispose() { }
    }
}
