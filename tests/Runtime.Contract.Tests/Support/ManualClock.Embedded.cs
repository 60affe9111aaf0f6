using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Ticketing.Runtime.Contract.Tests.Support;

internal static class ManualClock
{
    /// <summary>Everything in the embedded runtime runs on the one clock.</summary>
    public static void UseManualClock(this ISiloBuilder silo, ManualTimeProvider clock) =>
        silo.Services.AddSingleton<TimeProvider>(clock);
}
