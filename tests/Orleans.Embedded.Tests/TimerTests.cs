namespace Orleans.Embedded.Tests;

public sealed class TimerTests
{
    private static readonly TimeSpan s_second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_timer_that_is_changed_in_its_own_tick_takes_the_new_time_after_the_tick()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var ticked = new SemaphoreSlim(0);
        var gate = new Gate();
        await host.Script("a")
            .Run(grain =>
            {
                IGrainTimer? timer = null;
                timer = grain.RegisterGrainTimer(
                    async () =>
                    {
                        timer!.Change(s_second, Timeout.InfiniteTimeSpan);
                        await gate.PassAsync();
                        ticked.Release();
                    },
                    s_second,
                    s_second
                );
                return Task.CompletedTask;
            });
        var timers = host.Clock.WaitingTimers;
        host.Clock.Advance(s_second);
        await gate.Reached;

        host.Clock.Advance(5 * s_second);
        gate.Open();
        await ticked.WaitAsync();
        while (host.Clock.WaitingTimers < timers)
        {
            await Task.Yield();
        }

        ticked.CurrentCount.ShouldBe(0);
        host.Clock.Advance(s_second);
        (await ticked.WaitAsync(EmbeddedHost.Patience)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_timer_is_registered_in_a_turn_of_its_own_grain_only()
    {
        await using var host = await EmbeddedHost.StartAsync();
        ScriptGrain? leaked = null;
        await host.Script("a")
            .Run(grain =>
            {
                leaked = grain;
                return Task.CompletedTask;
            });

        Should.Throw<InvalidOperationException>(() =>
            leaked!.RegisterGrainTimer(() => Task.CompletedTask, s_second, s_second)
        );
    }

    [Fact]
    public async Task A_time_that_no_timer_takes_is_refused()
    {
        await using var host = await EmbeddedHost.StartAsync();

        await Should.ThrowAsync<ArgumentOutOfRangeException>(() =>
            host.Script("a")
                .Run(grain =>
                {
                    grain.RegisterGrainTimer(() => Task.CompletedTask, -2 * s_second, s_second);
                    return Task.CompletedTask;
                })
        );
    }
}
