using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A named state of one activation. Operations that are asked for at once run one after the other.</summary>
internal sealed class PersistentState<TState>(string name, Activation activation, IGrainStorage storage)
    : IPersistentState<TState>,
        IStateToRead
{
    private readonly GrainState<TState> _stored = new();
    private Task _last = Task.CompletedTask;
    private bool _read;

    public TState State
    {
        get
        {
            ThrowIfElsewhere();
            return _stored.State!;
        }
        set
        {
            ThrowIfElsewhere();
            _stored.State = value;
        }
    }

    public string? Etag => _stored.ETag;

    public bool RecordExists =>
        _read
            ? _stored.RecordExists
            : throw new InvalidOperationException("The state has not been read yet.");

    public Task ReadAsync() => ReadStateAsync();

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public Task ReadStateAsync(CancellationToken cancellationToken) =>
        Do(
            "read",
            token => storage.ReadStateAsync(name, activation.GrainId, _stored, token),
            cancellationToken
        );

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Do(
            "written",
            token => storage.WriteStateAsync(name, activation.GrainId, _stored, token),
            cancellationToken
        );

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        Do(
            "cleared",
            token => storage.ClearStateAsync(name, activation.GrainId, _stored, token),
            cancellationToken
        );

    private Task Do(string what, Func<CancellationToken, Task> operation, CancellationToken token)
    {
        ThrowIfElsewhere();
        return _last = RunAsync(_last, what, operation, token);
    }

    private async Task RunAsync(
        Task previous,
        string what,
        Func<CancellationToken, Task> operation,
        CancellationToken token
    )
    {
        if (!previous.IsCompleted)
        {
            await previous.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
            );
        }

        try
        {
            await operation(token);
        }
        catch (Exception exception)
            when (exception is not OrleansException
                && !(exception is OperationCanceledException && token.IsCancellationRequested)
            )
        {
            throw new OrleansException(
                $"State {name} of grain {activation.GrainId} could not be {what}: {exception.Message}",
                exception
            );
        }

        // A storage leaves nothing where nothing is stored, but a grain always has a value.
        _stored.State ??= NewState.Of<TState>();
        _read = true;
    }

    // Storage answers on any thread; whoever uses the state elsewhere than in a turn of its grain would race with it.
    private void ThrowIfElsewhere()
    {
        if (!ReferenceEquals(RuntimeContext.Current, activation))
        {
            throw new InvalidOperationException(
                $"State {name} of grain {activation.GrainId} was used outside of a turn of that grain."
            );
        }
    }
}
