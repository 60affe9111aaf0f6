namespace Ticketing.Runtime.Contract.Tests.Grains;

public sealed class StateGrain([PersistentState("number", "shared")] IPersistentState<Number> number)
    : Grain,
        IStateGrain
{
    private readonly Guid _activation = Guid.NewGuid();

    public Task<int> GetAsync() => Task.FromResult(number.State.Value);

    public Task<bool> ExistsAsync() => Task.FromResult(number.RecordExists);

    public Task SetAsync(int value)
    {
        number.State.Value = value;
        return Task.CompletedTask;
    }

    public Task WriteAsync(int value)
    {
        number.State.Value = value;
        return number.WriteStateAsync();
    }

    public Task ClearAsync() => number.ClearStateAsync();

    public Task WriteOtherAsync(string other, int value) =>
        GrainFactory.GetGrain<IStateGrain>(other).WriteAsync(value);

    public Task<Guid> ActivationAsync() => Task.FromResult(_activation);
}
