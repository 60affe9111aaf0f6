using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Reminders;

namespace Ticketing.Runtime.Contract.Tests.Support;

internal static class ManualClock
{
    /// <summary>
    /// Grains, their timers and reminders run on the manual clock; a silo does not start on one. Time-outs and idle
    /// collection run on real time, so tests of them move the clock and then wait for what must come either way.
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
}
