using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans;

/// <summary>Reminders of a grain: timers that are stored, outlive the process and activate the grain.</summary>
public static class GrainReminderExtensions
{
    /// <summary>Registers a reminder or replaces the one of that name. It is stored when the task completes.</summary>
    /// <param name="grain">A grain that implements <see cref="IRemindable"/>.</param>
    /// <param name="reminderName">The name, unique within the grain.</param>
    /// <param name="dueTime">From now to the first tick; zero or more.</param>
    /// <param name="period">Between ticks; at least <c>ReminderOptions.MinimumReminderPeriod</c>, one minute by default.</param>
    /// <exception cref="ArgumentException">A time is negative, infinite or the period too short.</exception>
    /// <exception cref="InvalidOperationException">The grain is not <see cref="IRemindable"/>, or this is no turn of a grain.</exception>
    /// <exception cref="ReminderException">Somebody else changed it meanwhile.</exception>
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this Grain grain,
        string reminderName,
        TimeSpan dueTime,
        TimeSpan period
    ) => RegisterOrUpdateReminder(grain is IRemindable, grain?.GrainContext, reminderName, dueTime, period);

    /// <inheritdoc cref="RegisterOrUpdateReminder(Grain, string, TimeSpan, TimeSpan)" />
    public static Task<IGrainReminder> RegisterOrUpdateReminder(
        this IGrainBase grain,
        string reminderName,
        TimeSpan dueTime,
        TimeSpan period
    ) => RegisterOrUpdateReminder(grain is IRemindable, grain?.GrainContext, reminderName, dueTime, period);

    /// <summary>Removes a reminder; one that is gone already is no error. A tick that was sent may still arrive.</summary>
    /// <exception cref="ReminderException">It was registered anew since it was read.</exception>
    public static Task UnregisterReminder(this Grain grain, IGrainReminder reminder) =>
        Unregister(grain?.GrainContext, reminder);

    /// <inheritdoc cref="UnregisterReminder(Grain, IGrainReminder)" />
    public static Task UnregisterReminder(this IGrainBase grain, IGrainReminder reminder) =>
        Unregister(grain?.GrainContext, reminder);

    /// <summary>The reminder of that name; null when there is none.</summary>
    public static Task<IGrainReminder?> GetReminder(this Grain grain, string reminderName) =>
        Get(grain?.GrainContext, reminderName);

    /// <inheritdoc cref="GetReminder(Grain, string)" />
    public static Task<IGrainReminder?> GetReminder(this IGrainBase grain, string reminderName) =>
        Get(grain?.GrainContext, reminderName);

    /// <summary>All reminders of the grain.</summary>
    public static Task<List<IGrainReminder>> GetReminders(this Grain grain) => GetAll(grain?.GrainContext);

    /// <inheritdoc cref="GetReminders(Grain)" />
    public static Task<List<IGrainReminder>> GetReminders(this IGrainBase grain) =>
        GetAll(grain?.GrainContext);

    private static Task<IGrainReminder> RegisterOrUpdateReminder(
        bool remindable,
        IGrainContext? context,
        string reminderName,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        ArgumentNullException.ThrowIfNull(context, "grain");
        ThrowIfNoName(reminderName);
        if (!remindable)
        {
            throw new InvalidOperationException(
                $"Grain {context.GrainId} does not implement {nameof(IRemindable)}, so it cannot have reminders."
            );
        }

        return Registry(context).RegisterOrUpdateReminder(context.GrainId, reminderName, dueTime, period);
    }

    private static Task Unregister(IGrainContext? context, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(context, "grain");
        return Registry(context).UnregisterReminder(context.GrainId, reminder);
    }

    private static Task<IGrainReminder?> Get(IGrainContext? context, string reminderName)
    {
        ArgumentNullException.ThrowIfNull(context, "grain");
        ThrowIfNoName(reminderName);
        return Registry(context).GetReminder(context.GrainId, reminderName);
    }

    private static Task<List<IGrainReminder>> GetAll(IGrainContext? context)
    {
        ArgumentNullException.ThrowIfNull(context, "grain");
        return Registry(context).GetReminders(context.GrainId);
    }

    private static void ThrowIfNoName(string reminderName)
    {
        if (string.IsNullOrWhiteSpace(reminderName))
        {
            throw new ArgumentNullException(nameof(reminderName));
        }
    }

    private static IReminderRegistry Registry(IGrainContext context) =>
        RuntimeServices.Get<IReminderRegistry>(context);
}
