namespace Ticketing.Runtime.Contract.Tests;

public sealed class TimerTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_timer_ticks_when_due_and_a_period_after_each_tick_ended()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        await runtime.Grains.GetGrain<ITimerGrain>("key").StartAsync(s_second, 2 * s_second, false, false);
        runtime.Clock.Advance(s_second - TimeSpan.FromMilliseconds(1));
        runtime.Probe.Log.ShouldBeEmpty();

        runtime.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await runtime.Probe.Noted("tick 1");
        runtime.Clock.Advance(10 * s_second);
        runtime.Probe.Log.ShouldBe(["tick 1"]);

        await EndTickAsync(runtime, 1);
        runtime.Clock.Advance(2 * s_second);
        await runtime.Probe.Noted("tick 2");
        runtime.Probe.Open("tick 2");
    }

    [Fact]
    public async Task A_tick_waits_for_the_running_turn_and_calls_wait_for_the_tick()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITimerGrain>("key");
        await grain.StartAsync(s_second, s_second, false, false);
        var first = grain.HoldAsync("first");
        await runtime.Probe.Noted("holds first");
        runtime.Clock.Advance(s_second);
        var second = grain.HoldAsync("second");
        runtime.Probe.Open("second");
        runtime.Probe.Open("first");
        await first;
        await runtime.Probe.Noted("tick 1");
        runtime.Probe.Open("tick 1");
        await second;

        runtime.Probe.Log.ShouldBe([
            "holds first",
            "held first",
            "tick 1",
            "ticked 1",
            "holds second",
            "held second",
        ]);
    }

    [Fact]
    public async Task A_timer_that_may_interleave_ticks_between_the_awaits_of_a_turn()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITimerGrain>("key");
        await grain.StartAsync(s_second, s_second, true, false);
        var turn = grain.HoldAsync("turn");
        await runtime.Probe.Noted("holds turn");

        runtime.Clock.Advance(s_second);
        await runtime.Probe.Noted("tick 1");

        runtime.Probe.Open("turn");
        await turn;
        runtime.Probe.Open("tick 1");
    }

    [Fact]
    public async Task A_timer_ends_with_its_activation()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITimerGrain>("key");
        await grain.StartAsync(s_second, s_second, false, false);
        await grain.EndAsync();
        await runtime.Probe.Noted("ended: ApplicationRequested");

        runtime.Clock.Advance(5 * s_second);
        runtime.Probe.Open("next");
        await grain.HoldAsync("next");

        runtime.Probe.Log.ShouldBe(["ended: ApplicationRequested", "holds next", "held next"]);
    }

    [Fact]
    public async Task A_disposed_timer_ticks_no_more()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITimerGrain>("key");
        await grain.StartAsync(s_second, s_second, false, false);
        await grain.StopAsync();

        runtime.Clock.Advance(5 * s_second);
        runtime.Probe.Open("next");
        await grain.HoldAsync("next");

        runtime.Probe.Log.ShouldBe(["holds next", "held next"]);
    }

    [Fact]
    public async Task A_changed_timer_ticks_at_its_new_time()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITimerGrain>("key");
        await grain.StartAsync(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan, false, false);
        runtime.Clock.Advance(s_second);
        await grain.ChangeAsync(2 * s_second, Timeout.InfiniteTimeSpan);
        runtime.Clock.Advance(2 * s_second);

        await runtime.Probe.Noted("tick 1");
        await EndTickAsync(runtime, 1);
        runtime.Clock.Advance(10 * s_second);
        runtime.Probe.Log.ShouldBe(["tick 1", "ticked 1"]);
    }

    [Fact]
    public async Task A_tick_that_fails_does_not_stop_the_timer()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITimerGrain>("key");
        await grain.StartAsync(s_second, s_second, false, false);
        var timers = runtime.Clock.WaitingTimers;
        for (var tick = 1; tick <= 14; tick++)
        {
            await TickAsync(runtime, tick, timers);
        }
    }

    [Fact]
    public async Task Ticks_do_not_keep_a_grain_alive()
    {
        await using var runtime = await Short.AgesAsync();
        await runtime.Grains.GetGrain<ITimerGrain>("key").StartAsync(s_second, s_second, false, false);
        var timers = runtime.Clock.WaitingTimers;
        for (var tick = 1; tick <= 3; tick++)
        {
            await TickAsync(runtime, tick, timers);
        }

        // One more tick may be due before the activation is found idle.
        runtime.Probe.Open("tick 4");
        runtime.Clock.Advance(Short.LongIdle);
        await runtime.Probe.Noted("ended: ActivationIdle");
    }

    [Fact]
    public async Task Ticks_that_keep_alive_do()
    {
        await using var runtime = await Short.AgesAsync();
        await runtime.Grains.GetGrain<ITimerGrain>("key").StartAsync(s_second, s_second, false, true);
        var timers = runtime.Clock.WaitingTimers;
        for (var tick = 1; tick <= 10; tick++)
        {
            await TickAsync(runtime, tick, timers);
        }

        runtime.Probe.Log.ShouldNotContain("ended: ActivationIdle");
    }

    // Moves the clock by a second, and waits until the tick has ended and the next has been set.
    private static async Task TickAsync(Support.Runtime runtime, int tick, int timers)
    {
        runtime.Probe.Open($"tick {tick}");
        runtime.Clock.Advance(s_second);
        await runtime.Probe.Noted($"ticked {tick}");
        while (runtime.Clock.WaitingTimers < timers)
        {
            await Task.Yield();
        }
    }

    // A turn that follows the tick tells that the tick has ended.
    private static async Task EndTickAsync(Support.Runtime runtime, int tick)
    {
        runtime.Probe.Open($"tick {tick}");
        await runtime.Probe.Noted($"ticked {tick}");
        await runtime.Grains.GetGrain<ITimerGrain>("key").PassAsync();
    }
}
