using System.Collections.Concurrent;

namespace Ticketing.Runtime.Contract.Tests.Grains;

/// <summary>Does what a test of turns needs.</summary>
public sealed class TurnGrain(Probe probe) : Grain, ITurnGrain
{
    private static readonly ConcurrentDictionary<(Probe Probe, string Key), int> s_activations = new();
    private int _number;

    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _number = s_activations.AddOrUpdate((probe, Key), 1, static (_, count) => count + 1);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Note($"{Key} ended: {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public Task<int> WhichActivationAsync() => Task.FromResult(_number);

    public async Task HoldAsync(string gate)
    {
        probe.Note($"{Key} holds {gate}");
        await probe.Gate(gate);
        probe.Note($"{Key} held {gate}");
    }

    public async Task PassAsync()
    {
        using (probe.Inside(Key))
        {
            await Task.Yield();
        }
    }

    public Task BranchAsync(int branches) =>
        Task.WhenAll(
            Enumerable
                .Range(0, branches)
                .Select(async _ =>
                {
                    await Task.Yield();
                    using (probe.Inside(Key))
                    {
                        Thread.SpinWait(2000);
                    }
                })
        );

    public Task ThrowAsync(string message) => throw new InvalidOperationException(message);

    public async Task WaitForCancellationAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => cancelled.TrySetResult());
        probe.Note($"{Key} waits");
        await cancelled.Task;
        probe.Note($"{Key} was cancelled");
    }

    public async Task CallAsync(string other, string gate)
    {
        try
        {
            var answer = GrainFactory.GetGrain<ITurnGrain>(other).HoldAsync(gate);
            probe.Note($"{Key} calls {other}");
            await answer;
            probe.Note($"{Key} was answered");
        }
        catch (TimeoutException)
        {
            probe.Note($"{Key} timed out");
        }
    }

    public async Task TellAsync(string gate)
    {
        await probe.Gate(gate);
        probe.Note($"{Key} was told {gate}");
    }

    public Task TellAndThrowAsync() => throw new InvalidOperationException("Nobody hears this.");

    public async Task EndAsync(string gate)
    {
        DeactivateOnIdle();
        await HoldAsync(gate);
    }

    public ValueTask NoneAsync() => ValueTask.CompletedTask;

    public async ValueTask<string> EchoAsync(string text)
    {
        await Task.Yield();
        return text;
    }

    public Task<ITurnGrain> SelfAsync() => Task.FromResult(this.AsReference<ITurnGrain>());

    public Task<string> KeyAsync() => Task.FromResult(Key);

    public Task<string?> ContextAsync(string name) => Task.FromResult(RequestContext.Get(name) as string);
}
