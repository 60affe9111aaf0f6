namespace Orleans.Embedded.Tests;

public sealed class TimeoutTests
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Calls_time_out_in_the_order_in_which_they_began_each_at_its_own_time()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var gate = new Gate();
        var first = host.Script("a").Run(_ => gate.PassAsync());
        await gate.Reached;
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        var second = host.Script("a").Run(_ => Task.CompletedTask);

        host.Clock.Advance(s_timeout - TimeSpan.FromSeconds(10) - TimeSpan.FromTicks(1));
        first.IsCompleted.ShouldBeFalse();
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Should.ThrowAsync<TimeoutException>(first)).Message.ShouldContain("IScriptGrain.Run");
        second.IsCompleted.ShouldBeFalse();

        host.Clock.Advance(TimeSpan.FromSeconds(10));
        await Should.ThrowAsync<TimeoutException>(second);
        gate.Open();
    }

    [Fact]
    public async Task Answered_calls_leave_nothing_behind()
    {
        await using var host = await EmbeddedHost.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            await host.Script($"{i % 3}").Run(async _ => await Task.Yield());
        }

        host.Clock.Advance(TimeSpan.FromMinutes(2));
        var gate = new Gate();
        var late = host.Script("a").Run(_ => gate.PassAsync());
        await gate.Reached;
        host.Clock.Advance(s_timeout - TimeSpan.FromMilliseconds(1));

        late.IsCompleted.ShouldBeFalse();
        gate.Open();
        await late;
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_time_out_is_dropped()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var gate = new Gate();
        var call = host.Script("a").Run(_ => gate.PassAsync());
        await gate.Reached;
        host.Clock.Advance(s_timeout);
        await Should.ThrowAsync<TimeoutException>(call);

        gate.Open();

        (await host.Script("a").Get(grain => grain.Key)).ShouldBe("a");
    }

    [Fact]
    public async Task A_cancelled_call_that_waits_for_its_turn_is_not_run()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var gate = new Gate();
        var grain = host.Grains.GetGrain<ICancelGrain>("a");
        var running = grain.Hold(gate, CancellationToken.None);
        await gate.Reached;
        using var source = new CancellationTokenSource();
        var other = new Gate();
        var waiting = grain.Hold(other, source.Token);

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(waiting);
        gate.Open();
        await running;
        await grain.Hold(Opened(), CancellationToken.None);
        other.WasReached.ShouldBeFalse();
    }

    [Fact]
    public async Task Who_cancels_a_call_is_answered_with_that_even_if_the_grain_ends_first()
    {
        await using var host = await EmbeddedHost.StartAsync();
        using var source = new CancellationTokenSource();
        var reached = new Gate();
        var call = host.Grains.GetGrain<ICancelGrain>("a").EndWhenCancelled(reached, source.Token);
        await reached.Reached;

        // The grain registered last, so it is told first.
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
    }

    private static Gate Opened()
    {
        var gate = new Gate();
        gate.Open();
        return gate;
    }

    internal interface ICancelGrain : IGrainWithStringKey
    {
        Task Hold(Gate gate, CancellationToken cancellationToken);

        Task EndWhenCancelled(Gate reached, CancellationToken cancellationToken);
    }

    internal sealed class CancelGrain : Grain, ICancelGrain
    {
        public Task Hold(Gate gate, CancellationToken cancellationToken) => gate.PassAsync();

        public Task EndWhenCancelled(Gate reached, CancellationToken cancellationToken)
        {
            var ended = new TaskCompletionSource();
            cancellationToken.Register(ended.SetResult);
            _ = reached.PassAsync();
            return ended.Task;
        }
    }
}
