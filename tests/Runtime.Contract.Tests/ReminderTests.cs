using System.Globalization;

namespace Ticketing.Runtime.Contract.Tests;

public sealed class ReminderTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task A_reminder_ticks_when_due_and_every_period_after_that()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<IReminderGrain>("key");
        await grain.RemindAsync("wake", TimeSpan.FromSeconds(10), s_minute);
        runtime.Clock.Advance(TimeSpan.FromSeconds(9));
        (await grain.NamesAsync()).ShouldBe(["wake"]);
        runtime.Probe.Log.ShouldBeEmpty();

        runtime.Clock.Advance(TimeSpan.FromSeconds(1));
        await runtime.Probe.Noted("wake at 0 s");
        await AdvanceUntilTicked(runtime, "wake", 60);
    }

    [Fact]
    public async Task A_reminder_survives_a_restart_and_activates_its_grain()
    {
        var reminders = new SharedReminders();
        var clock = new ManualTimeProvider();
        await using (var before = await Support.Runtime.StartAsync(reminders: reminders, clock: clock))
        {
            await before.Grains.GetGrain<IReminderGrain>("key").RemindAsync("wake", 5 * s_minute, s_minute);
        }

        clock.Advance(s_minute);
        await using var after = await Support.Runtime.StartAsync(reminders: reminders, clock: clock);
        after.Probe.Log.ShouldBeEmpty();
        await AdvanceUntilTicked(after, "wake", 0);
    }

    [Fact]
    public async Task A_tick_that_was_missed_while_nothing_ran_comes_at_the_next_period()
    {
        var reminders = new SharedReminders();
        var clock = new ManualTimeProvider();
        await using (var before = await Support.Runtime.StartAsync(reminders: reminders, clock: clock))
        {
            await before.Grains.GetGrain<IReminderGrain>("key").RemindAsync("wake", s_minute, 2 * s_minute);
        }

        clock.Advance(2 * s_minute);
        await using var after = await Support.Runtime.StartAsync(reminders: reminders, clock: clock);
        await AdvanceUntilTicked(after, "wake", 120);
        // Not at once at the start, and not a period later than the next: a cluster may be late by moments, not by more.
        Seconds(after, "wake")[0].ShouldBeInRange(120, 239);
    }

    [Fact]
    public async Task A_tick_is_a_turn_and_waits_for_the_one_that_runs()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<IReminderGrain>("key");
        await grain.RemindAsync("wake", TimeSpan.Zero, s_minute);
        await AdvanceUntilTicked(runtime, "wake", 0);
        var turn = grain.HoldAsync("turn");
        await runtime.Probe.Noted("holds turn");
        runtime.Clock.Advance(2 * s_minute);

        runtime.Probe.Open("turn");
        await turn;
        await AdvanceUntilTicked(runtime, "wake", 60);
        var log = runtime.Probe.Log.ToList();
        log.IndexOf("held turn")
            .ShouldBeLessThan(log.FindLastIndex(note => note.StartsWith("wake", StringComparison.Ordinal)));
        log.FindIndex(note => note.StartsWith("wake", StringComparison.Ordinal))
            .ShouldBeLessThan(log.IndexOf("holds turn"));
    }

    [Fact]
    public async Task A_reminder_whose_tick_fails_comes_again()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        await runtime.Grains.GetGrain<IReminderGrain>("key").RemindAsync("broken", TimeSpan.Zero, s_minute);

        await AdvanceUntilTicked(runtime, "broken", 0);
        await AdvanceUntilTicked(runtime, "broken", 60);
    }

    [Fact]
    public async Task A_removed_reminder_ticks_no_more()
    {
        var reminders = new SharedReminders();
        await using var runtime = await Support.Runtime.StartAsync(reminders: reminders);
        var grain = runtime.Grains.GetGrain<IReminderGrain>("key");
        await grain.RemindAsync("gone", s_minute, s_minute);
        await grain.RemindAsync("stays", s_minute, s_minute);

        await grain.ForgetAsync("gone");

        (await grain.NamesAsync()).ShouldBe(["stays"]);
        reminders.Count.ShouldBe(1);
        await AdvanceUntilTicked(runtime, "stays", 0);
        Seconds(runtime, "gone").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reminder_that_is_registered_again_keeps_its_name_and_takes_the_new_time()
    {
        var reminders = new SharedReminders();
        await using var runtime = await Support.Runtime.StartAsync(reminders: reminders);
        var grain = runtime.Grains.GetGrain<IReminderGrain>("key");
        await grain.RemindAsync("wake", s_minute, s_minute);

        await grain.RemindAsync("wake", 3 * s_minute, s_minute);

        reminders.Count.ShouldBe(1);
        runtime.Clock.Advance(2 * s_minute);
        (await grain.NamesAsync()).ShouldBe(["wake"]);
        runtime.Probe.Log.ShouldBeEmpty();
        await AdvanceUntilTicked(runtime, "wake", 0);
    }

    [Fact]
    public async Task A_period_below_a_minute_is_refused()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<IReminderGrain>("key");

        await Should.ThrowAsync<ArgumentException>(() =>
            grain.RemindAsync("wake", TimeSpan.Zero, s_minute - TimeSpan.FromTicks(1))
        );
        (await grain.NamesAsync()).ShouldBeEmpty();
    }

    // The clock moves in steps until a tick has come that is at least so long after the first one's time. It may come a
    // moment late, and the clock may run past the time of one that is just being set, so the exact second is not asked for.
    private static async Task AdvanceUntilTicked(Support.Runtime runtime, string reminder, int seconds)
    {
        for (var step = 0; step < 2000 && !Seconds(runtime, reminder).Exists(at => at >= seconds); step++)
        {
            runtime.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        Seconds(runtime, reminder).ShouldContain(at => at >= seconds);
    }

    private static List<int> Seconds(Support.Runtime runtime, string reminder) =>
        [
            .. runtime
                .Probe.Log.Select(note => note.Split(' '))
                .Where(note => note[0] == reminder && note is [_, "at", ..])
                .Select(note => int.Parse(note[2], CultureInfo.InvariantCulture)),
        ];
}
