using Ticketing.Queue.Board;

namespace Ticketing.WebFrontend.Startup;

/// <summary>
/// Sends what the boards still hold before the grains stop. It is added after the silo and so stops before it.
/// </summary>
internal sealed class BoardFlush(QueueBoards boards) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => boards.DisposeAsync().AsTask();
}
