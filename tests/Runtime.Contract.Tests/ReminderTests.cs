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
        await AdvanceUntilNoted(runtime, "wake at 60 s");
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
        await AdvanceUntilNoted(after, "wake at 0 s");
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
        await AdvanceUntilNoted(after, "wake at 120 s");
        after.Probe.Log[0].ShouldBe("wake at 120 s");
    }

    [Fact]
    public async Task A_tick_is_a_turn_and_waits_for_the_one_that_runs()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<IReminderGrain>("key");
        await grain.RemindAsync("wake", TimeSpan.Zero, s_minute);
        await AdvanceUntilNoted(runtime, "wake at 0 s");
        var turn = grain.HoldAsync("turn");
        await runtime.Probe.Noted("holds turn");
        runtime.Clock.Advance(s_minute);

        runtime.Probe.Open("turn");
        await turn;
        await AdvanceUntilNoted(runtime, "wake at 60 s");
        var log = runtime.Probe.Log.ToList();
        log.IndexOf("held turn").ShouldBeLessThan(log.IndexOf("wake at 60 s"));
    }

    [Fact]
    public async Task A_reminder_whose_tick_fails_comes_again()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        await runtime.Grains.GetGrain<IReminderGrain>("key").RemindAsync("broken", TimeSpan.Zero, s_minute);

        await AdvanceUntilNoted(runtime, "broken at 0 s");
        await AdvanceUntilNoted(runtime, "broken at 60 s");
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
        await AdvanceUntilNoted(runtime, "stays at 0 s");
        runtime.Probe.Log.ShouldNotContain("gone at 0 s");
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
        await AdvanceUntilNoted(runtime, "wake at 0 s");
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

    // The next tick is set a moment after the last was answered, so the clock moves in steps until it has come.
    private static async Task AdvanceUntilNoted(Support.Runtime runtime, string what)
    {
        for (var step = 0; step < 600 && !runtime.Probe.Log.Contains(what); step++)
        {
            runtime.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await runtime.Probe.Noted(what);
    }
}
