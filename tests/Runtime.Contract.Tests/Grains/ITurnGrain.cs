using Orleans.Concurrency;

namespace Ticketing.Runtime.Contract.Tests.Grains;

[Alias("contract.turns")]
public interface ITurnGrain : IGrainWithStringKey
{
    /// <summary>The number of this activation, counted over all activations of the key.</summary>
    [Alias("which")]
    Task<int> WhichActivationAsync();

    /// <summary>Notes its start, waits for the gate of that name, notes its end.</summary>
    [Alias("hold")]
    Task HoldAsync(string gate);

    /// <summary>Goes in and out of a place that only one may be in, with an await between.</summary>
    [Alias("pass")]
    Task PassAsync();

    /// <summary>Does the same in that many parallel branches.</summary>
    [Alias("branch")]
    Task BranchAsync(int branches);

    [Alias("throw")]
    Task ThrowAsync(string message);

    /// <summary>Waits for cancellation, and notes it.</summary>
    [Alias("wait")]
    Task WaitForCancellationAsync(CancellationToken cancellationToken);

    /// <summary>Calls <see cref="HoldAsync"/> of another, and notes how that ended.</summary>
    [OneWay]
    [Alias("call")]
    Task CallAsync(string other, string gate);

    [OneWay]
    [Alias("tell")]
    Task TellAsync(string gate);

    [OneWay]
    [Alias("tell-wrong")]
    Task TellAndThrowAsync();

    /// <summary>Ends the activation after the turn.</summary>
    [Alias("end")]
    Task EndAsync(string gate);

    [Alias("none")]
    ValueTask NoneAsync();

    [Alias("echo")]
    ValueTask<string> EchoAsync(string text);

    /// <summary>A reference to itself, by which others can call it.</summary>
    [Alias("self")]
    Task<ITurnGrain> SelfAsync();

    [Alias("key")]
    Task<string> KeyAsync();

    /// <summary>The value that came with the call.</summary>
    [Alias("context")]
    Task<string?> ContextAsync(string name);
}
