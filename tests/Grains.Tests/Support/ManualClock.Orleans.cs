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
    /// Grains, their timers and reminders run on the manual clock; a silo does not start on one.
    /// </summary>
    public static void UseManualClock(this ISiloBuilder silo, ManualTimeProvider clock)
    {
        silo.Services.AddSingleton<TimeProvider>(clock);
        silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        silo.Services.AddKeyedSingleton<TimeProvider>(ReminderTimeProviderNames.Reminders, clock);
    }
}
