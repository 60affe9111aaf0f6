using Orleans.Storage;

namespace Orleans.Runtime;

/// <summary>A named state of one activation. Operations that are asked for at once run one after the other.</summary>
internal sealed class PersistentState<TState>(string name, Activation activation, IGrainStorage storage)
    : IPersistentState<TState>,
        IStateToRead
{
    private static readonly Operation s_read = static (storage, name, id, state, token) =>
        storage.ReadStateAsync(name, id, state, token);
    private static readonly Operation s_write = static (storage, name, id, state, token) =>
        storage.WriteStateAsync(name, id, state, token);
    private static readonly Operation s_clear = static (storage, name, id, state, token) =>
        storage.ClearStateAsync(name, id, state, token);

    private readonly GrainState<TState> _stored = new();
    private Task _last = Task.CompletedTask;
    private bool _read;

    private delegate Task Operation(
        IGrainStorage storage,
        string name,
        GrainId grainId,
        GrainState<TState> state,
        CancellationToken token
    );

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

    public Task ReadStateAsync(CancellationToken cancellationToken) => Do("read", s_read, cancellationToken);

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        Do("written", s_write, cancellationToken);

    public Task ClearStateAsync(CancellationToken cancellationToken) =>
        Do("cleared", s_clear, cancellationToken);

    private Task Do(string what, Operation operation, CancellationToken token)
    {
        ThrowIfElsewhere();
        return _last = RunAsync(_last, what, operation, token);
    }

    private async Task RunAsync(Task previous, string what, Operation operation, CancellationToken token)
    {
        if (!previous.IsCompleted)
        {
            await previous.ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext
            );
        }

        try
        {
            // Nothing here needs the turn: its code goes on there by itself.
            await operation(storage, name, activation.GrainId, _stored, token).ConfigureAwait(false);
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
