namespace Orleans;

/// <summary>A grain that has reminders.</summary>
public interface IRemindable : IGrain
{
    /// <summary>
    /// Runs as an ordinary call, activating the grain where needed. Delivered at least once per tick that falls into the
    /// running time of the process; ticks that were missed are not made up for, the next one comes at its time.
    /// </summary>
    /// <param name="reminderName">The name under which it was registered.</param>
    /// <param name="status">When it started, its period, and the time of this tick.</param>
    Task ReceiveReminder(string reminderName, Runtime.TickStatus status);
}
