using Ticketing.Queue;

namespace Ticketing.WebFrontend.Admin;

/// <summary>What would be at a given speed of admission. Pure.</summary>
internal static class ForecastRules
{
    /// <summary>
    /// The speed that the settings allow: a batch each period, but no faster than the capacity turns over where it is
    /// used up.
    /// </summary>
    public static double AllowedPerMinute(QueueSettings settings)
    {
        var byBatch = 60.0 * settings.AdmissionBatch / settings.AdmissionPeriodSeconds;
        var byCapacity = 60.0 * settings.Capacity / settings.ActiveSeconds;
        return settings.Paused ? 0 : Math.Min(byBatch, byCapacity);
    }

    /// <summary>
    /// When the last of those who wait is admitted, and when the seats are sold. Those who are active already buy
    /// first; each one who is admitted buys one seat at that moment. Null: it never happens.
    /// </summary>
    public static (long? LastInLineSeconds, long? SellOutSeconds) Forecast(
        long waiting,
        long active,
        long seats,
        double perMinute
    )
    {
        var left = Math.Max(0, seats - active);
        return (SecondsFor(waiting, perMinute), left > waiting ? null : SecondsFor(left, perMinute));
    }

    private static long? SecondsFor(long people, double perMinute)
    {
        if (people == 0)
        {
            return 0;
        }
        var seconds = people * 60 / perMinute;
        return double.IsFinite(seconds) && seconds < int.MaxValue ? (long)Math.Ceiling(seconds) : null;
    }
}
