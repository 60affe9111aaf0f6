using System.Collections.Concurrent;
using Ticketing.Queue;

namespace Ticketing.Tests.Support;

/// <summary>A recording line for each queue, so that the sales of one host do not see each other's places.</summary>
internal sealed class RecordingLines : IQueueCompletions
{
    private readonly ConcurrentDictionary<string, RecordingLine> _lines = new(StringComparer.Ordinal);

    public RecordingLine Of(string queueId) => _lines.GetOrAdd(queueId, _ => new RecordingLine());

    public Task CompleteAsync(string queueId, long placeNumber, CancellationToken ct = default) =>
        Of(queueId).CompleteAsync(queueId, placeNumber, ct);

    public Task ExtendAsync(
        string queueId,
        long placeNumber,
        DateTimeOffset until,
        CancellationToken ct = default
    ) => Of(queueId).ExtendAsync(queueId, placeNumber, until, ct);
}
