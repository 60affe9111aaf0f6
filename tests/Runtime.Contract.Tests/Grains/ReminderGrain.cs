using System.Globalization;

namespace Ticketing.Runtime.Contract.Tests.Grains;

public sealed class ReminderGrain(Probe probe) : Grain, IReminderGrain, IRemindable
{
    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        var seconds = (status.CurrentTickTime - status.FirstTickTime).TotalSeconds;
        probe.Note(string.Create(CultureInfo.InvariantCulture, $"{reminderName} at {seconds:0} s"));
        return reminderName == "broken"
            ? throw new InvalidOperationException("It fails.")
            : Task.CompletedTask;
    }

    public Task RemindAsync(string name, TimeSpan dueTime, TimeSpan period) =>
        this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task ForgetAsync(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public async Task<string[]> NamesAsync() =>
        [.. (await this.GetReminders()).Select(reminder => reminder.ReminderName).Order()];

    public async Task HoldAsync(string gate)
    {
        probe.Note($"holds {gate}");
        await probe.Gate(gate);
        probe.Note($"held {gate}");
    }
}
