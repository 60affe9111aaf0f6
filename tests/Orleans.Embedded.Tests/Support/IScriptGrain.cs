using Orleans.Concurrency;

namespace Orleans.Embedded.Tests.Support;

/// <summary>
/// A grain that runs what a test hands it. Only the embedded runtime can do that: it hands arguments over as they are.
/// </summary>
internal interface IScriptGrain : IGrainWithStringKey
{
    Task Run(Func<ScriptGrain, Task> script);

    Task<object?> Get(Func<ScriptGrain, object?> script);

    [OneWay]
    Task Tell(Func<ScriptGrain, Task> script);
}
