using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Ticketing.Common;

namespace Ticketing.Queue;

/// <summary>What a line looks like at one moment, in people.</summary>
internal readonly record struct QueueFigure(
    string QueueId,
    long Waiting,
    long Active,
    long Capacity,
    long Admitted
);

/// <summary>
/// The lines whose grains run in this process, as they were after their last turn: gauges with the tag <c>queue</c>.
/// Each activation has an entry of its own, so a line that has moved away is shown by its new process alone.
/// </summary>
internal static class QueueFigures
{
    private static readonly ConcurrentDictionary<long, QueueFigure> Lines = new();

    static QueueFigures()
    {
        var meter = TicketingMetrics.Meter;
        meter.CreateObservableGauge(
            "ticketing.queue.waiting",
            () => Measure(line => line.Waiting),
            "{person}",
            "People who wait."
        );
        meter.CreateObservableGauge(
            "ticketing.queue.active",
            () => Measure(line => line.Active),
            "{person}",
            "People who may buy now."
        );
        meter.CreateObservableGauge(
            "ticketing.queue.capacity",
            () => Measure(line => line.Capacity),
            "{person}",
            "How many people may buy at once."
        );
        meter.CreateObservableCounter(
            "ticketing.queue.admitted",
            () => Measure(line => line.Admitted),
            "{person}",
            "People who were let in, since the line exists."
        );
    }

    /// <summary>Shows what an activation says of its line.</summary>
    public static void Put(long activation, QueueFigure figure) => Lines[activation] = figure;

    /// <summary>Shows an activation's line no more.</summary>
    public static void Remove(long activation) => Lines.TryRemove(activation, out _);

    private static IEnumerable<Measurement<long>> Measure(Func<QueueFigure, long> figure) =>
        Lines.Values.Select(line => new Measurement<long>(
            figure(line),
            KeyValuePair.Create("queue", (object?)line.QueueId)
        ));
}
