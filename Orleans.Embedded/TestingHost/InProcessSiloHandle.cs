using Microsoft.Extensions.Hosting;

namespace Orleans.TestingHost;

/// <summary>A silo of a test cluster.</summary>
public class InProcessSiloHandle : IDisposable, IAsyncDisposable
{
    private bool _disposed;

    /// <summary>Its name.</summary>
    public string Name { get; set; } = null!;

    /// <summary>Its host.</summary>
    public IHost SiloHost { get; init; } = null!;

    /// <summary>Its services.</summary>
    public IServiceProvider ServiceProvider => SiloHost.Services;

    /// <summary>Whether it has not been stopped.</summary>
    public bool IsActive { get; private set; } = true;

    /// <summary>Stops it; ungracefully it neither finishes what runs nor ends activations.</summary>
    public Task StopSiloAsync(bool stopGracefully) =>
        StopSiloAsync(new CancellationToken(canceled: !stopGracefully));

    /// <summary>Stops it, giving up on grace when the token is cancelled.</summary>
    public async Task StopSiloAsync(CancellationToken ct)
    {
        if (IsActive)
        {
            IsActive = false;
            await SiloHost.StopAsync(ct);
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await StopSiloAsync(stopGracefully: true);
            SiloHost.Dispose();
            GC.SuppressFinalize(this);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops and disposes the host.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
