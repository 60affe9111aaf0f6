using System.Collections.Concurrent;

namespace Ticketing.Runtime.Contract.Tests.Grains;

public sealed class FragileGrain(Probe probe) : Grain, IFragileGrain
{
    private static readonly ConcurrentDictionary<Probe, int> s_attempts = new();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var attempt = s_attempts.AddOrUpdate(probe, 1, static (_, count) => count + 1);
        probe.Note("activating");
        if (attempt == 1)
        {
            await probe.Gate("fail");
            throw new InvalidOperationException("The first activation fails.");
        }
    }

    public Task<int> AttemptsAsync() => Task.FromResult(s_attempts[probe]);
}
