namespace Ticketing.Runtime.Contract.Tests;

public sealed class ActivationTests
{
    [Fact]
    public async Task A_key_has_one_activation_however_many_call_it_first()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITurnGrain>("one");

        var numbers = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(_ => Task.Run(grain.WhichActivationAsync))
        );

        numbers.ShouldAllBe(number => number == 1);
    }

    [Fact]
    public async Task Two_keys_have_two_activations()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        _ = runtime.Grains.GetGrain<ITurnGrain>("one").HoldAsync("gate");
        await runtime.Probe.Noted("one holds gate");

        (await runtime.Grains.GetGrain<ITurnGrain>("two").KeyAsync()).ShouldBe("two");
        runtime.Probe.Open("gate");
    }

    [Fact]
    public async Task A_failed_activation_fails_the_call_that_began_it_and_the_next_call_tries_again()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<IFragileGrain>("key");
        var first = grain.AttemptsAsync();
        await runtime.Probe.Noted("activating");
        var second = grain.AttemptsAsync();
        runtime.Probe.Open("fail");

        (await Should.ThrowAsync<InvalidOperationException>(first)).Message.ShouldContain("first activation");
        // A call that waited fails in the same way, or is the one that tries again: each runtime has its own.
        var waited = await Record.ExceptionAsync(() => second);
        if (waited is null)
        {
            (await second).ShouldBe(2);
        }
        else
        {
            waited.ShouldBeOfType<InvalidOperationException>().Message.ShouldContain("first activation");
        }

        (await grain.AttemptsAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Ending_on_idle_lets_the_turn_finish_and_hands_what_waits_to_the_next_activation()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<ITurnGrain>("key");
        var ending = grain.EndAsync("gate");
        await runtime.Probe.Noted("key holds gate");
        var waiting = grain.WhichActivationAsync();

        waiting.IsCompleted.ShouldBeFalse();
        runtime.Probe.Open("gate");
        await ending;

        (await waiting).ShouldBe(2);
        runtime.Probe.Log.ShouldBe(["key holds gate", "key held gate", "key ended: ApplicationRequested"]);
    }

    [Fact]
    public async Task An_idle_activation_is_collected_and_the_next_call_makes_another()
    {
        await using var runtime = await Short.AgesAsync();
        var grain = runtime.Grains.GetGrain<ITurnGrain>("key");
        (await grain.WhichActivationAsync()).ShouldBe(1);

        runtime.Clock.Advance(Short.LongIdle);
        await runtime.Probe.Noted("key ended: ActivationIdle");

        (await grain.WhichActivationAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task An_activation_in_a_turn_is_not_idle()
    {
        await using var runtime = await Short.AgesAsync();
        var grain = runtime.Grains.GetGrain<ITurnGrain>("key");
        var turn = grain.HoldAsync("gate");
        await runtime.Probe.Noted("key holds gate");
        runtime.Clock.Advance(Short.LongIdle);

        runtime.Probe.Open("gate");
        await turn;

        // The next turn of the same activation shows that the one before was not taken for idle.
        (await grain.WhichActivationAsync()).ShouldBe(1);
    }
}
