using Orleans.Storage;

namespace Ticketing.Runtime.Contract.Tests;

public sealed class StateTests
{
    [Fact]
    public async Task A_state_that_was_never_written_is_new()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<IStateGrain>("key");

        (await grain.GetAsync()).ShouldBe(0);
        (await grain.ExistsAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_written_is_there_in_the_next_activation_and_what_was_not_is_lost()
    {
        var storage = new SharedStorage();
        await using (var before = await Support.Runtime.StartAsync(storage))
        {
            var grain = before.Grains.GetGrain<IStateGrain>("key");
            await grain.WriteAsync(1);
            await grain.SetAsync(2);
        }

        await using var after = await Support.Runtime.StartAsync(storage);
        (await after.Grains.GetGrain<IStateGrain>("key").GetAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task A_cleared_state_is_new_again()
    {
        await using var runtime = await Support.Runtime.StartAsync();
        var grain = runtime.Grains.GetGrain<IStateGrain>("key");
        await grain.WriteAsync(1);

        await grain.ClearAsync();

        (await grain.GetAsync()).ShouldBe(0);
        (await grain.ExistsAsync()).ShouldBeFalse();
        await grain.WriteAsync(2);
        (await grain.ExistsAsync()).ShouldBeTrue();
    }

    [Fact]
    public async Task A_stale_version_is_refused_and_ends_the_activation()
    {
        var storage = new SharedStorage();
        await using var runtime = await Support.Runtime.StartAsync(storage);
        var grain = runtime.Grains.GetGrain<IStateGrain>("key");
        await grain.WriteAsync(1);
        var activation = await grain.ActivationAsync();
        storage.WriteBehind("number", grain.GetGrainId(), new Number { Value = 10 });

        await Should.ThrowAsync<InconsistentStateException>(() => grain.WriteAsync(2));

        (await grain.GetAsync()).ShouldBe(10);
        (await grain.ActivationAsync()).ShouldNotBe(activation);
        await grain.WriteAsync(11);
    }

    [Fact]
    public async Task A_caller_that_lets_a_stale_version_of_another_through_stays()
    {
        var storage = new SharedStorage();
        await using var runtime = await Support.Runtime.StartAsync(storage);
        var caller = runtime.Grains.GetGrain<IStateGrain>("caller");
        var other = runtime.Grains.GetGrain<IStateGrain>("other");
        var activation = await caller.ActivationAsync();
        await other.WriteAsync(1);
        storage.WriteBehind("number", other.GetGrainId(), new Number { Value = 10 });

        await Should.ThrowAsync<InconsistentStateException>(() => caller.WriteOtherAsync("other", 2));

        (await caller.ActivationAsync()).ShouldBe(activation);
    }
}
