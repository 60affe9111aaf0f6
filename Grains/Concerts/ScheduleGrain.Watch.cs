using Ticketing.Seats;

namespace Ticketing.Concerts;

/// <summary>
/// What keeps the map true by itself: one timer for what is due next, and one reminder for all holds of the
/// date together, so that a crash only delays what is seen.
/// </summary>
internal sealed partial class ScheduleGrain
{
    private const string ReminderName = "holds";

    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;
    private DateTimeOffset? _armedFor;
    private DateTimeOffset _readAt;
    private DateTimeOffset _leaseEnd;
    private bool _isWatching;

    /// <inheritdoc/>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        _isWatching = true;
        if (_seats is { } map)
        {
            // What is sold stays sold. And the activation that this tick may have caused has just read everything.
            if (map.Sold < schedule.State.Seats && time.GetUtcNow() - _readAt >= ReminderPeriod / 2)
            {
                await RepairAsync(map);
            }

            map.AskAgain();
            SettleDue();
        }

        if (_seats is null or { Held: 0, Unsettled: 0 } && time.GetUtcNow() >= _leaseEnd)
        {
            await StopReminderAsync();
        }
    }

    private void StartWatch()
    {
        _timer = this.RegisterGrainTimer(OnTimerAsync, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        // An earlier activation may have promised as much as that, and its promises hold.
        _leaseEnd = time.GetUtcNow() + Options.LongestLease;
    }

    private async Task KeepReminderAsync()
    {
        if (!_isWatching)
        {
            await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
            _isWatching = true;
        }
    }

    private async Task StopReminderAsync()
    {
        // From here on nobody may rely on it, also where the answer is lost and it is gone all the same.
        _isWatching = false;
        if (await this.GetReminder(ReminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    private DateTimeOffset ExtendLease(DateTimeOffset until)
    {
        var granted = time.GetUtcNow() + Options.WatchLease;
        granted = until > granted ? until : granted;
        _leaseEnd = granted > _leaseEnd ? granted : _leaseEnd;
        return granted;
    }

    private Task OnTimerAsync()
    {
        _armedFor = null;
        SettleDue();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Lets holds end, and asks up to a batch of seats to settle; the timer goes on with the rest.
    /// </summary>
    private void SettleDue()
    {
        if (_seats is not { } map)
        {
            return;
        }

        map.Advance(time.GetUtcNow());
        var key = ScheduleKey.Parse(this.GetPrimaryKeyString());
        foreach (var number in map.TakeToSettle(Options.SettleBatch))
        {
            _ = GrainFactory.GetGrain<ISeatGrain>(new SeatKey(key, number).ToString()).SettleAsync();
        }

        ArmTimer();
    }

    private void ArmTimer()
    {
        var now = time.GetUtcNow();
        var due = _seats is { ToSettle: > 0 } ? now : _seats?.NextDue();
        if (due is not { } next || (_armedFor is { } armed && armed <= next))
        {
            return;
        }

        _armedFor = next;
        var delay = next > now ? next - now : TimeSpan.Zero;

        // Rounded up, so that the timer does not fire a moment before what it waits for.
        _timer?.Change(
            TimeSpan.FromMilliseconds(Math.Ceiling(delay.TotalMilliseconds)),
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Reads all seats again, in case a message was lost with the process that sent it.</summary>
    private async Task RepairAsync(LiveSeats map)
    {
        var repaired = await ReadSeatsAsync(map);
        if (repaired > 0)
        {
            Common.TicketingMetrics.RepairedSeats.Add(repaired);
            LogRepaired(this.GetPrimaryKeyString(), repaired);
        }
    }
}
