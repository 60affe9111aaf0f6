using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Ticketing.Concerts;

namespace Ticketing.Queue.Board;

/// <summary>The boards of this process, one for each queue that the catalog knows, made when first asked for.</summary>
public sealed class QueueBoards(
    IGrainFactory grains,
    CatalogCopy catalog,
    IOptions<QueueOptions> options,
    TimeProvider clock,
    ILogger<QueueBoard> logger
) : IQueueCompletions, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<QueueBoard>>> _boards = new(
        StringComparer.Ordinal
    );
    private volatile bool _haveEnded;

    /// <summary>The board of a queue, up to date when first answered; null where there is no such queue.</summary>
    public ValueTask<QueueBoard?> FindAsync(string queueId, CancellationToken cancellationToken = default) =>
        _boards.TryGetValue(queueId, out var known) && known.Value.IsCompletedSuccessfully
            ? new ValueTask<QueueBoard?>(known.Value.Result)
            : FindSlowlyAsync(queueId, cancellationToken);

    /// <inheritdoc/>
    public async Task CompleteAsync(string queueId, long placeNumber, CancellationToken ct = default) =>
        await (await GetAsync(queueId, ct)).CompleteAsync(placeNumber, ct);

    /// <inheritdoc/>
    public async Task ExtendAsync(
        string queueId,
        long placeNumber,
        DateTimeOffset until,
        CancellationToken ct = default
    ) => await (await GetAsync(queueId, ct)).ExtendAsync(placeNumber, until, ct);

    /// <summary>Sends what the boards have gathered, then ends them. No other is made after that.</summary>
    public async ValueTask DisposeAsync()
    {
        _haveEnded = true;
        foreach (var board in _boards.Values.Where(board => board.Value.IsCompletedSuccessfully))
        {
            await board.Value.Result.DisposeAsync();
        }
    }

    private async ValueTask<QueueBoard?> FindSlowlyAsync(
        string queueId,
        CancellationToken cancellationToken
    ) => await catalog.HasQueueAsync(queueId) ? await GetAsync(queueId, cancellationToken) : null;

    private async Task<QueueBoard> GetAsync(string queueId, CancellationToken cancellationToken)
    {
        if (_haveEnded)
        {
            throw new SiloUnavailableException(
                $"This process stops and sends nothing more to queue {queueId}. Repeat the call."
            );
        }
        var board = _boards.GetOrAdd(queueId, id => new Lazy<Task<QueueBoard>>(() => StartAsync(id)));
        try
        {
            return await board.Value.WaitAsync(cancellationToken);
        }
        catch when (board.Value.IsFaulted)
        {
            _boards.TryRemove(KeyValuePair.Create(queueId, board));
            throw;
        }
    }

    private async Task<QueueBoard> StartAsync(string queueId)
    {
        var line = grains.GetGrain<IQueueGrain>(queueId);
        var board = new QueueBoard(queueId, line, options.Value, clock, logger);
        try
        {
            await board.SyncAsync();
            return board;
        }
        catch
        {
            await board.DisposeAsync();
            throw;
        }
    }
}
