namespace Orleans;

/// <summary>Reminders as read from a table.</summary>
[Serializable]
[GenerateSerializer]
public sealed class ReminderTableData
{
    /// <summary>These reminders.</summary>
    public ReminderTableData(IEnumerable<ReminderEntry> list) => Reminders = [.. list];

    /// <summary>This reminder.</summary>
    public ReminderTableData(ReminderEntry entry) => Reminders = [entry];

    /// <summary>No reminder.</summary>
    public ReminderTableData() => Reminders = [];

    /// <summary>The reminders.</summary>
    [Id(0)]
    public IList<ReminderEntry> Reminders { get; private set; }

    /// <inheritdoc />
    public override string ToString() => $"[{Reminders.Count} reminders: {string.Join(", ", Reminders)}.";
}
