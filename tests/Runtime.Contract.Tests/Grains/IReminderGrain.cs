namespace Ticketing.Runtime.Contract.Tests.Grains;

[Alias("contract.reminders")]
public interface IReminderGrain : IGrainWithStringKey
{
    [Alias("remind")]
    Task RemindAsync(string name, TimeSpan dueTime, TimeSpan period);

    [Alias("forget")]
    Task ForgetAsync(string name);

    [Alias("names")]
    Task<string[]> NamesAsync();

    /// <summary>Notes its start, waits for the gate of that name, notes its end.</summary>
    [Alias("hold")]
    Task HoldAsync(string gate);
}
