using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>A reminder that ticks in this process. A changed one is another: the old is stopped, the new started.</summary>
internal sealed partial class LocalReminder : IDisposable
{
    // Timers take no longer times; one that is due later is set again when this is over.
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(40);

    private readonly Silo _silo;
    private readonly ITimer _timer;
    private DateTime _next;
    private volatile bool _stopped;

    public LocalReminder(Silo silo, ReminderEntry entry)
    {
        _silo = silo;
        Entry = entry;
        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _timer = silo.TimeProvider.CreateTimer(
                static state => ((LocalReminder)state!).OnDue(),
                this,
                Timeout.InfiniteTimeSpan,
                Timeout.InfiniteTimeSpan
            );
        }

        _next = ReminderSchedule.Next(entry, Now);
        Arm();
    }

    public ReminderEntry Entry { get; }

    private DateTime Now => _silo.TimeProvider.GetUtcNow().UtcDateTime;

    public void Dispose()
    {
        _stopped = true;
        _timer.Dispose();
    }

    private void Arm()
    {
        var wait = _next - Now;
        var rounded = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Max(0, wait.TotalMilliseconds)));
        _timer.Change(rounded < s_longest ? rounded : s_longest, Timeout.InfiniteTimeSpan);
    }

    private void OnDue()
    {
        if (Now < _next)
        {
            Arm();
        }
        else
        {
            _ = DeliverAsync();
        }
    }

    // The next tick is set when this one has been dealt with, so ticks of one reminder never overlap.
    private async Task DeliverAsync()
    {
        try
        {
            if (!_stopped)
            {
                var grain = _silo.GrainFactory.GetGrain<IRemindable>(Entry.GrainId);
                await grain.ReceiveReminder(
                    Entry.ReminderName,
                    new TickStatus(Entry.StartAt, Entry.Period, Now)
                );
            }
        }
        catch (Exception exception)
        {
            LogTickFailed(_silo.Logger, exception, Entry.ReminderName, Entry.GrainId);
        }

        _next = ReminderSchedule.Following(Entry, _next, Now);
        if (!_stopped)
        {
            Arm();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "Reminder {Name} of grain {GrainId} could not be delivered; it comes again after its period."
    )]
    private static partial void LogTickFailed(
        ILogger logger,
        Exception exception,
        string name,
        GrainId grainId
    );
}
