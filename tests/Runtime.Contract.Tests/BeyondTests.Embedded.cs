namespace Ticketing.Runtime.Contract.Tests;

/// <summary>
/// What the embedded runtime promises beyond the contract. Grains must not rely on it: a cluster may run a call whose
/// caller has given up.
/// </summary>
public sealed class BeyondTests
{
    [Fact]
    public async Task A_call_that_timed_out_while_it_waited_for_its_turn_is_not_run()
    {
        await using var runtime = await Short.TimeoutsAsync();
        var slow = runtime.Grains.GetGrain<ITurnGrain>("slow");
        await slow.TellAsync("gate");
        await runtime.Grains.GetGrain<ITurnGrain>("caller").CallAsync("slow", "late");
        await runtime.Probe.Noted("caller calls slow");

        runtime.Clock.Advance(Short.ResponseTimeout);
        await runtime.Probe.Noted("caller timed out");

        runtime.Probe.Open("late");
        runtime.Probe.Open("gate");
        await slow.KeyAsync();
        runtime.Probe.Log.ShouldNotContain("slow holds late");
    }
}
