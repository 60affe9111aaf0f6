namespace Ticketing.Runtime.Contract.Tests;

public sealed class TurnTests
{
    [Fact]
    public async Task No_two_turns_of_a_grain_run_at_once_awaits_included()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITurnGrain>("key");

        await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(grain.PassAsync)));

        runtime.Probe.Overlapped.ShouldBeFalse();
    }

    [Fact]
    public async Task Parallel_branches_of_a_turn_never_run_at_once()
    {
        await using var runtime = await Support.Runtime.StartAsync();

        await runtime.Grains.GetGrain<ITurnGrain>("key").BranchAsync(500);

        runtime.Probe.Overlapped.ShouldBeFalse();
    }

    [Fact]
    public async Task Calls_of_one_caller_run_in_the_order_in_which_they_were_made()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITurnGrain>("key");
        var first = grain.HoldAsync("first");
        await runtime.Probe.Noted("key holds first");
        var second = grain.HoldAsync("second");
        runtime.Probe.Open("second");
        runtime.Probe.Open("first");
        await Task.WhenAll(first, second);

        runtime.Probe.Log.ShouldBe([
            "key holds first",
            "key held first",
            "key holds second",
            "key held second",
        ]);
    }

    [Fact]
    public async Task An_exception_reaches_the_caller_and_the_activation_lives()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITurnGrain>("key");
        await grain.WhichActivationAsync();

        var thrown = await Should.ThrowAsync<InvalidOperationException>(() => grain.ThrowAsync("Told so."));

        thrown.Message.ShouldBe("Told so.");
        (await grain.WhichActivationAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_stateless_worker_has_as_many_activations_as_it_may_and_no_more()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var worker = runtime.Grains.GetGrain<IWorkerGrain>(0);
        var calls = new[] { "a", "b" }.Select(worker.HoldAsync).ToList();
        await runtime.Probe.Noted("holds a");
        await runtime.Probe.Noted("holds b");
        calls.Add(worker.HoldAsync("c"));
        runtime.Probe.Log.ShouldNotContain("holds c");

        runtime.Probe.Open("a");
        runtime.Probe.Open("b");
        await runtime.Probe.Noted("holds c");
        runtime.Probe.Open("c");
        await Task.WhenAll(calls);
    }
}
