using Microsoft.Extensions.Options;

namespace Ticketing.WebFrontend.Startup;

/// <summary>
/// Loads the sample season at the start, where that is wanted. It is added after the grains and before the server: it
/// can call them, and nobody is let in before it is done.
/// </summary>
internal sealed class SampleLoader(
    IGrainFactory grains,
    IOptions<SampleOptions> options,
    IHostEnvironment environment
) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) =>
        options.Value.Sample ?? environment.IsDevelopment()
            ? SampleSeason.LoadAsync(grains, cancellationToken)
            : Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
