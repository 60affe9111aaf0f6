using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Http;

/// <summary>How the server stops, section <c>Shutdown</c>.</summary>
internal sealed class ShutdownOptions : ICheckedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Shutdown";

    /// <summary>How long running requests may take to finish, in seconds, 0 to 600.</summary>
    public int DrainSeconds { get; set; } = 20;

    /// <inheritdoc/>
    public IEnumerable<string> Problems() =>
        CheckedOptions.Ranges(("Shutdown:DrainSeconds", DrainSeconds, 0, 600));
}

/// <summary>
/// Knows how many requests run, and lets nothing new in once the server stops. Stopping waits here, before any
/// service is stopped, so that what runs (a payment, say) still finds everything that it needs.
/// </summary>
internal sealed class Drain : IHostedLifecycleService, IDisposable
{
    /// <summary>What callers are told to wait before they try again.</summary>
    public const int RetryAfterSeconds = 2;

    private readonly TaskCompletionSource _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeSpan _limit;
    private readonly TimeProvider _time;
    private int _running;

    /// <summary>Listens for the stop.</summary>
    public Drain(IHostApplicationLifetime lifetime, IOptions<ShutdownOptions> options, TimeProvider time)
    {
        (_limit, _time) = (TimeSpan.FromSeconds(options.Value.DrainSeconds), time);
        lifetime.ApplicationStopping.Register(_stopping.Cancel);
    }

    /// <summary>Is cancelled when the server begins to stop.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Counts a request in, unless the server stops.</summary>
    public bool TryEnter()
    {
        if (Stopping.IsCancellationRequested)
        {
            return false;
        }
        Interlocked.Increment(ref _running);
        return true;
    }

    /// <summary>Counts it out.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _running) == 0 && Stopping.IsCancellationRequested)
        {
            _idle.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A signal has said so already; a host that is stopped in code says it after this.
        await _stopping.CancelAsync();
        if (Volatile.Read(ref _running) == 0)
        {
            return;
        }
        await Task.WhenAny(_idle.Task, Task.Delay(_limit, _time, cancellationToken));
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();
}
