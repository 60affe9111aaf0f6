namespace Orleans.Runtime;

/// <summary>A registered reminder. It holds for the version that it was read with, so keep it no longer than a turn.</summary>
public interface IGrainReminder
{
    /// <summary>The name, unique within its grain.</summary>
    string ReminderName { get; }
}
