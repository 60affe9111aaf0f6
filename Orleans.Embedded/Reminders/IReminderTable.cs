using Orleans.Runtime;

namespace Orleans;

/// <summary>Where reminders are kept. May be called by many at once.</summary>
public interface IReminderTable
{
    /// <summary>Makes the table ready; called once, before anything else.</summary>
    Task StartAsync(CancellationToken cancellationToken = default)
#pragma warning disable CS0618 // The older name is still what some tables implement.
        => Init();
#pragma warning restore CS0618

    /// <summary>The older name of <see cref="StartAsync"/>.</summary>
    [Obsolete("Implement and use StartAsync instead")]
    Task Init() => Task.CompletedTask;

    /// <summary>All reminders of a grain.</summary>
    Task<ReminderTableData> ReadRows(GrainId grainId);

    /// <summary>
    /// All reminders of grains whose <see cref="GrainId.GetUniformHashCode"/> lies in the range: above
    /// <paramref name="begin"/>, up to and with <paramref name="end"/>; where begin is not below end, the range wraps
    /// around, and equal ends mean everything.
    /// </summary>
    Task<ReminderTableData> ReadRows(uint begin, uint end);

    /// <summary>One reminder; null when there is none.</summary>
    Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName);

    /// <summary>Writes a reminder whatever was there, and returns its new version; null when that failed.</summary>
    Task<string?> UpsertRow(ReminderEntry entry);

    /// <summary>Deletes a reminder of this version; false when there is none.</summary>
    Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag);

    /// <summary>Deletes everything.</summary>
    Task TestOnlyClearTable();

    /// <summary>Called last, when the process stops.</summary>
    Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;
}
