namespace Orleans.Runtime;

/// <summary>One method of a grain interface, as its references call it.</summary>
/// <param name="name">Interface and method, for messages.</param>
/// <param name="oneWay">Whether callers wait for nothing.</param>
/// <param name="invoke">Calls it on the grain object.</param>
/// <param name="token">Reads the cancellation token out of the arguments; null when there is none.</param>
internal sealed class GrainMethod<TArguments, TResult>(
    string name,
    bool oneWay,
    Func<object, TArguments, Task> invoke,
    Func<TArguments, CancellationToken>? token
)
{
    public string Name => name;

    public bool OneWay => oneWay;

    public Task Invoke(object grain, TArguments arguments) => invoke(grain, arguments);

    public CancellationToken TokenOf(TArguments arguments) =>
        token is null ? CancellationToken.None : token(arguments);
}
