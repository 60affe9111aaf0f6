namespace Ticketing.Runtime.Contract.Tests.Grains;

[Alias("contract.state")]
public interface IStateGrain : IGrainWithStringKey
{
    [Alias("get")]
    Task<int> GetAsync();

    [Alias("exists")]
    Task<bool> ExistsAsync();

    /// <summary>Sets the value without writing it.</summary>
    [Alias("set")]
    Task SetAsync(int value);

    [Alias("write")]
    Task WriteAsync(int value);

    [Alias("clear")]
    Task ClearAsync();

    /// <summary>Has another grain write, and lets through what that throws.</summary>
    [Alias("write-other")]
    Task WriteOtherAsync(string other, int value);

    /// <summary>A random number that stays the same for one activation.</summary>
    [Alias("activation")]
    Task<Guid> ActivationAsync();
}

[GenerateSerializer]
[Alias("contract.number")]
public sealed class Number
{
    [Id(0)]
    public int Value { get; set; }
}
