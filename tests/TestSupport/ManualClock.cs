using Microsoft.Extensions.DependencyInjection;
using Orleans.Reminders;
using Orleans.TestingHost;

namespace Ticketing.TestSupport;

/// <summary>Puts a host on a clock that a test moves.</summary>
public static class ManualClock
{
    /// <summary>
    /// The shortest time by which a test may stay before an end: Orleans waits for reminders in whole milliseconds.
    /// </summary>
    public static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Grains, their timers and reminders, and a front end run on the manual clock; Orleans' own background work stays
    /// on the system's, because neither a silo nor a client starts on a clock that stands still.
    /// </summary>
    public static void UseManualClock(this IServiceCollection services, ManualTimeProvider clock)
    {
        services.AddSingleton<TimeProvider>(clock);
        services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
        services.AddKeyedSingleton<TimeProvider>(
            ReminderTimeProviderNames.Reminders,
            new CreepingTimeProvider(clock)
        );
    }
}
