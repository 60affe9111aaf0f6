namespace Ticketing.Runtime.Contract.Tests.Grains;

/// <summary>A grain whose first activation fails.</summary>
[Alias("contract.fragile")]
public interface IFragileGrain : IGrainWithStringKey
{
    [Alias("get")]
    Task<int> AttemptsAsync();
}
