using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>A reminder as a grain holds it: with the version that it has to name to remove it.</summary>
internal sealed record GrainReminder(GrainId GrainId, string ReminderName, string ETag) : IGrainReminder
{
    public static GrainReminder Of(ReminderEntry entry) =>
        new(entry.GrainId, entry.ReminderName, entry.ETag ?? "");
}
