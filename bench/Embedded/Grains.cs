using Orleans;

namespace Ticketing.Bench.Embedded;

/// <summary>A grain without state that does nothing, or next to nothing.</summary>
internal interface INothingGrain : IGrainWithIntegerKey
{
    /// <summary>Does nothing.</summary>
    Task Nothing();

    /// <summary>Adds.</summary>
    Task<int> Add(int left, int right);

    /// <summary>Waits for another thread before it ends.</summary>
    Task Yield();

    /// <summary>Calls another grain so many times.</summary>
    Task CallOther(long other, int times);
}

internal sealed class NothingGrain : Grain, INothingGrain
{
    public Task Nothing() => Task.CompletedTask;

    public Task<int> Add(int left, int right) => Task.FromResult(left + right);

    public async Task Yield() => await Task.Yield();

    public async Task CallOther(long other, int times)
    {
        var grain = GrainFactory.GetGrain<INothingGrain>(other);
        for (var i = 0; i < times; i++)
        {
            await grain.Nothing();
        }
    }
}
