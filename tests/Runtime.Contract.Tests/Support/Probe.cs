using System.Collections.Concurrent;

namespace Ticketing.Runtime.Contract.Tests.Support;

/// <summary>
/// How a test and the grains under it meet: signals that say that something has been reached, gates that hold a turn
/// until the test opens them, and a log of what happened in which order.
/// </summary>
public sealed class Probe
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _signals = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentQueue<string> _log = new();
    private readonly ConcurrentDictionary<string, int> _inside = new();

    /// <summary>What was noted, in order.</summary>
    public string[] Log => [.. _log];

    /// <summary>Whether two were ever inside the same place at once.</summary>
    public bool Overlapped { get; private set; }

    /// <summary>Notes that something happened, and signals it.</summary>
    public void Note(string what)
    {
        _log.Enqueue(what);
        _signals.GetOrAdd(what, static _ => new SemaphoreSlim(0)).Release();
    }

    /// <summary>Waits for the next note of this text that no earlier wait has taken.</summary>
    public async Task Noted(string what)
    {
        if (!await _signals.GetOrAdd(what, static _ => new SemaphoreSlim(0)).WaitAsync(s_patience))
        {
            throw new TimeoutException($"\"{what}\" was not noted. Noted: {string.Join(", ", _log)}");
        }
    }

    /// <summary>Completes when the test opens the gate.</summary>
    public Task Gate(string name) => GateOf(name).Task;

    /// <summary>Opens a gate for good.</summary>
    public void Open(string name) => GateOf(name).TrySetResult();

    /// <summary>Enters a place; disposing leaves it.</summary>
    public IDisposable Inside(string place)
    {
        if (_inside.AddOrUpdate(place, 1, static (_, count) => count + 1) > 1)
        {
            Overlapped = true;
        }

        return new Leave(() => _inside.AddOrUpdate(place, 0, static (_, count) => count - 1));
    }

    private TaskCompletionSource GateOf(string name) =>
        _gates.GetOrAdd(
            name,
            static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
        );

    private sealed class Leave(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
