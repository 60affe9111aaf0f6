using System.Collections.Concurrent;

namespace Orleans.Embedded.Tests.Support;

/// <summary>Runs scripts, and calls back at its birth and end.</summary>
internal sealed class ScriptGrain(ScriptGrain.Hooks hooks) : Grain, IScriptGrain
{
    public IGrainFactory Grains => GrainFactory;

    public string Key => this.GetPrimaryKeyString();

    public IScriptGrain Other(string key) => GrainFactory.GetGrain<IScriptGrain>(key);

    public void EndOnIdle() => DeactivateOnIdle();

    public void Keep(TimeSpan time) => DelayDeactivation(time);

    public override Task OnActivateAsync(CancellationToken cancellationToken) =>
        hooks.Activated.TryGetValue(Key, out var hook) ? hook(this) : Task.CompletedTask;

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        hooks.Ended.Enqueue((Key, reason.ReasonCode));
        return hooks.Deactivating.TryGetValue(Key, out var hook) ? hook(this) : Task.CompletedTask;
    }

    public Task Run(Func<ScriptGrain, Task> script) => script(this);

    public Task<object?> Get(Func<ScriptGrain, object?> script) => Task.FromResult(script(this));

    public Task Tell(Func<ScriptGrain, Task> script) => script(this);

    /// <summary>What runs at birth and end, by key.</summary>
    internal sealed class Hooks
    {
        public ConcurrentDictionary<string, Func<ScriptGrain, Task>> Activated { get; } = new();

        public ConcurrentDictionary<string, Func<ScriptGrain, Task>> Deactivating { get; } = new();

        public ConcurrentQueue<(string Key, DeactivationReasonCode Reason)> Ended { get; } = new();
    }
}
