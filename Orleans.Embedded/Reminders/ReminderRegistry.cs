using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Timers;

namespace Orleans.Reminders;

/// <summary>Writes reminders to the table and tells the service of this process what changed.</summary>
internal sealed class ReminderRegistry(
    ReminderService service,
    IOptions<ReminderOptions> options,
    TimeProvider timeProvider,
    IServiceProvider services
) : IReminderRegistry
{
    public async Task<IGrainReminder> RegisterOrUpdateReminder(
        GrainId callingGrainId,
        string reminderName,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        ThrowIfOutOfRange(dueTime, nameof(dueTime));
        ThrowIfOutOfRange(period, nameof(period));
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException(
                $"The period of reminder {reminderName}, {period}, is below the shortest that is allowed, "
                    + $"{options.Value.MinimumReminderPeriod}."
            );
        }

        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = timeProvider.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        entry.ETag =
            await Table().UpsertRow(entry)
            ?? throw new ReminderException($"Reminder {entry} could not be registered; try again.");
        service.Changed(entry);
        return GrainReminder.Of(entry);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var known = (GrainReminder)reminder;
        var table = Table();
        if (
            !await table.RemoveRow(known.GrainId, known.ReminderName, known.ETag)
            && await table.ReadRow(known.GrainId, known.ReminderName) is not null
        )
        {
            throw new ReminderException(
                $"Reminder {known.ReminderName} of grain {known.GrainId} was registered anew since it was read; try again."
            );
        }

        service.Removed(known.GrainId, known.ReminderName);
    }

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        return await Table().ReadRow(callingGrainId, reminderName) is { } entry
            ? GrainReminder.Of(entry)
            : null;
    }

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await Table().ReadRows(callingGrainId)).Reminders.Select(GrainReminder.Of)];

    private static void ThrowIfOutOfRange(TimeSpan time, string name)
    {
        if (time < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(
                name,
                time,
                "A reminder needs times that are finite and not negative."
            );
        }
    }

    private IReminderTable Table()
    {
        if (RuntimeContext.Current is null)
        {
            throw new InvalidOperationException("Reminders can be used in a turn of a grain only.");
        }

        return services.GetService(typeof(IReminderTable)) as IReminderTable
            ?? throw new OrleansConfigurationException(
                "There is no reminder table. Add one, such as UseInMemoryReminderService for tests."
            );
    }
}
