namespace Orleans.Reminders;

/// <summary>
/// When a reminder ticks: at its start and every period after it, whenever it was registered and however long a tick
/// took. What was missed is skipped. All times are UTC.
/// </summary>
internal static class ReminderSchedule
{
    /// <summary>The first tick at or after now.</summary>
    public static DateTime Next(ReminderEntry entry, DateTime now)
    {
        // A table may lose the kind of a time.
        var start = DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc);
        if (now <= start)
        {
            return start;
        }

        var sinceTick = (now - start).Ticks % entry.Period.Ticks;
        return sinceTick == 0 ? now : Add(now, entry.Period.Ticks - sinceTick);
    }

    /// <summary>The first tick at or after now that is not the one that was.</summary>
    public static DateTime Following(ReminderEntry entry, DateTime previous, DateTime now)
    {
        var next = Next(entry, now);
        return next > previous ? next : Add(previous, entry.Period.Ticks);
    }

    private static DateTime Add(DateTime time, long ticks) =>
        time.AddTicks(Math.Min(ticks, DateTime.MaxValue.Ticks - time.Ticks));
}
