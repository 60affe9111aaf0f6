using System.Collections.Concurrent;
using Ticketing.Queue;

namespace Ticketing.Tests.Support;

/// <summary>A line that only writes down what reservations tell it. A test may make it fail.</summary>
internal sealed class RecordingLine : IQueueCompletions
{
    private readonly ConcurrentDictionary<(string QueueId, long Number), DateTimeOffset> _extended = new();
    private readonly ConcurrentDictionary<(string QueueId, long Number), int> _completed = new();

    /// <summary>The places that have paid, each with how often that was said.</summary>
    public IReadOnlyDictionary<(string QueueId, long Number), int> Completed => _completed;

    /// <summary>The places that are to outlast a hold.</summary>
    public IReadOnlyDictionary<(string QueueId, long Number), DateTimeOffset> Extended => _extended;

    /// <summary>Called before a place is completed; what it throws fails the call.</summary>
    public Action BeforeComplete { get; set; } = () => { };

    /// <summary>Called after a place was completed; what it throws fails the call.</summary>
    public Action AfterComplete { get; set; } = () => { };

    public async Task CompleteAsync(string queueId, long placeNumber, CancellationToken ct = default)
    {
        await Task.Yield();
        BeforeComplete();
        _completed.AddOrUpdate((queueId, placeNumber), 1, (_, times) => times + 1);
        AfterComplete();
    }

    public Task ExtendAsync(
        string queueId,
        long placeNumber,
        DateTimeOffset until,
        CancellationToken ct = default
    )
    {
        _extended[(queueId, placeNumber)] = until;
        return Task.CompletedTask;
    }
}
