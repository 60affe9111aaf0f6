namespace Orleans.Embedded.Tests.Support;

/// <summary>A turn reaches it and waits there; a test waits until it is reached, and opens it.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits at the gate.</summary>
    public Task Reached => _reached.Task.WaitAsync(EmbeddedHost.Patience);

    /// <summary>Whether anybody ever came.</summary>
    public bool WasReached => _reached.Task.IsCompleted;

    /// <summary>Reaches the gate, and waits until it is open.</summary>
    public Task PassAsync()
    {
        _reached.TrySetResult();
        return _opened.Task;
    }

    /// <summary>Opens the gate for good.</summary>
    public void Open() => _opened.TrySetResult();
}
