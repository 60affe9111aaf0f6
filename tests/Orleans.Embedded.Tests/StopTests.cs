using Microsoft.Extensions.Hosting;

namespace Orleans.Embedded.Tests;

public sealed class StopTests
{
    [Fact]
    public async Task Before_the_start_calls_are_refused()
    {
        var host = EmbeddedHost.Build();
        using var _ = host.Host;

        await Should.ThrowAsync<SiloUnavailableException>(() => host.Script("a").Run(Nothing));
    }

    [Fact]
    public async Task What_runs_and_waits_is_finished_and_new_calls_are_refused()
    {
        var host = await EmbeddedHost.StartAsync();
        using var _ = host.Host;
        var gate = new Gate();
        var running = host.Script("a").Run(_ => gate.PassAsync());
        await gate.Reached;
        var waiting = host.Script("a").Run(Nothing);

        var stopping = host.Host.StopAsync();
        await Should.ThrowAsync<SiloUnavailableException>(() => host.Script("b").Run(Nothing));
        stopping.IsCompleted.ShouldBeFalse();
        gate.Open();

        await Task.WhenAll(running, waiting, stopping).WaitAsync(EmbeddedHost.Patience);
        host.Hooks.Ended.ShouldBe([("a", DeactivationReasonCode.ShuttingDown)]);
    }

    [Fact]
    public async Task A_turn_that_runs_while_stopping_may_call_other_grains()
    {
        var host = await EmbeddedHost.StartAsync();
        using var _ = host.Host;
        var gate = new Gate();
        var running = host.Script("a")
            .Run(async a =>
            {
                await gate.PassAsync();
                await a.Other("new").Run(Nothing);
            });
        await gate.Reached;

        var stopping = host.Host.StopAsync();
        gate.Open();

        await Task.WhenAll(running, stopping).WaitAsync(EmbeddedHost.Patience);
        host.Hooks.Ended.Select(ended => ended.Key).Order().ShouldBe(["a", "new"]);
    }

    [Fact]
    public async Task A_grain_that_is_told_of_the_stop_may_call_others_which_are_told_too()
    {
        var host = await EmbeddedHost.StartAsync();
        using var _ = host.Host;
        host.Hooks.Deactivating["a"] = a => a.Other("b").Run(Nothing);
        await host.Script("a").Run(Nothing);

        await host.Host.StopAsync().WaitAsync(EmbeddedHost.Patience);

        host.Hooks.Ended.Select(ended => ended.Key).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task When_time_is_over_waiting_callers_are_told_that_the_runtime_has_stopped()
    {
        var host = await EmbeddedHost.StartAsync();
        using var _ = host.Host;
        var gate = new Gate();
        var running = host.Script("a").Run(_ => gate.PassAsync());
        await gate.Reached;
        using var source = new CancellationTokenSource();

        var stopping = host.Host.StopAsync(source.Token);
        stopping.IsCompleted.ShouldBeFalse();
        await source.CancelAsync();

        await stopping.WaitAsync(EmbeddedHost.Patience);
        await Should.ThrowAsync<SiloUnavailableException>(running.WaitAsync(EmbeddedHost.Patience));
        host.Hooks.Ended.ShouldBeEmpty();
        gate.Open();
    }

    [Fact]
    public async Task Timers_do_not_tick_while_stopping_and_a_running_tick_is_finished()
    {
        var host = await EmbeddedHost.StartAsync();
        using var _ = host.Host;
        var gate = new Gate();
        var ticks = 0;
        await host.Script("a")
            .Run(a =>
            {
                a.RegisterGrainTimer(
                    async token =>
                    {
                        ticks++;
                        await gate.PassAsync();
                        token.ThrowIfCancellationRequested();
                        ticks += 100;
                    },
                    TimeSpan.FromSeconds(1),
                    TimeSpan.FromSeconds(1)
                );
                return Task.CompletedTask;
            });
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await gate.Reached;

        var stopping = host.Host.StopAsync();
        gate.Open();
        await stopping.WaitAsync(EmbeddedHost.Patience);
        host.Clock.Advance(TimeSpan.FromSeconds(10));

        ticks.ShouldBe(101);
    }

    private static Task Nothing(ScriptGrain grain) => Task.CompletedTask;
}
