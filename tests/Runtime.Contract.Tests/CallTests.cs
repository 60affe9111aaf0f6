namespace Ticketing.Runtime.Contract.Tests;

public sealed class CallTests
{
    [Fact]
    public async Task A_call_that_is_not_answered_in_time_fails_and_its_turn_goes_on()
    {
        await using var runtime = await Short.TimeoutsAsync();
        await runtime.Grains.GetGrain<ITurnGrain>("caller").CallAsync("slow", "gate");
        await runtime.Probe.Noted("slow holds gate");

        runtime.Clock.Advance(Short.ResponseTimeout);
        await runtime.Probe.Noted("caller timed out");

        runtime.Probe.Open("gate");
        await runtime.Probe.Noted("slow held gate");
    }

    [Fact]
    public async Task A_cancelled_call_is_answered_at_once_and_the_grain_is_told()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        using var source = new CancellationTokenSource();
        var call = runtime.Grains.GetGrain<ITurnGrain>("key").WaitForCancellationAsync(source.Token);
        await runtime.Probe.Noted("key waits");

        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(call);
        await runtime.Probe.Noted("key was cancelled");
    }

    [Fact]
    public async Task A_call_with_a_cancelled_token_is_refused()
    {
        await using var runtime = await Support.Runtime.StartAsync();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            runtime
                .Grains.GetGrain<ITurnGrain>("key")
                .WaitForCancellationAsync(new CancellationToken(canceled: true))
        );
    }

    [Fact]
    public async Task A_one_way_call_returns_at_once_and_runs()
    {
        await using var runtime = await Support.Runtime.StartAsync();

        await runtime.Grains.GetGrain<ITurnGrain>("key").TellAsync("gate");

        runtime.Probe.Log.ShouldBeEmpty();
        runtime.Probe.Open("gate");
        await runtime.Probe.Noted("key was told gate");
    }

    [Fact]
    public async Task What_a_one_way_call_throws_is_heard_by_nobody()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITurnGrain>("key");

        await grain.TellAndThrowAsync();

        (await grain.WhichActivationAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Value_tasks_are_answered_too()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITurnGrain>("key");

        await grain.NoneAsync();
        (await grain.EchoAsync("heard")).ShouldBe("heard");
    }

    [Fact]
    public async Task References_to_one_grain_are_equal_and_know_its_key()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITurnGrain>("key");
        var self = await grain.SelfAsync();

        self.ShouldBe(grain);
        self.GetHashCode().ShouldBe(grain.GetHashCode());
        grain.ShouldNotBe(runtime.Grains.GetGrain<ITurnGrain>("other"));
        self.GetPrimaryKeyString().ShouldBe("key");
        (await self.KeyAsync()).ShouldBe("key");
        grain.GetGrainId().ToString().ShouldBe("turn/key");
    }

    [Fact]
    public async Task What_is_set_on_the_request_context_comes_with_the_call()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        RequestContext.Set("trace", "abc");
        var grain = runtime.Grains.GetGrain<ITurnGrain>("key");

        (await grain.ContextAsync("trace")).ShouldBe("abc");
        RequestContext.Remove("trace");
        (await grain.ContextAsync("trace")).ShouldBeNull();
    }
}
