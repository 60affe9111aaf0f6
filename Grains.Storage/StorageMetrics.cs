using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Ticketing.Storage;

/// <summary>The meter of the storage.</summary>
internal sealed class StorageMetrics : IDisposable
{
    /// <summary>The name by which a collector asks for this meter.</summary>
    public const string MeterName = "Ticketing.Storage";

    private static readonly KeyValuePair<string, object?> Write = new("operation", "write");
    private static readonly KeyValuePair<string, object?> ReadOperation = new("operation", "read");

    private readonly Meter _meter;
    private readonly Histogram<int> _rows;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _conflicts;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _failed;

    public StorageMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _rows = _meter.CreateHistogram<int>("ticketing.storage.batch.rows", "{row}", "Rows of one batch.");
        _duration = _meter.CreateHistogram<double>(
            "ticketing.storage.batch.duration",
            "s",
            "Time from the first statement of a batch to its commit."
        );
        _conflicts = _meter.CreateCounter<long>(
            "ticketing.storage.conflicts",
            "{write}",
            "Writes whose version was not the next one."
        );
        _refused = _meter.CreateCounter<long>(
            "ticketing.storage.refused",
            "{operation}",
            "Reads and writes refused because too much was waiting, or because the storage was stopping."
        );
        _failed = _meter.CreateCounter<long>(
            "ticketing.storage.failures",
            "{batch}",
            "Batches that the database did not answer."
        );
    }

    public void ObserveWaiting(Func<int> writes, Func<int> reads) =>
        _meter.CreateObservableGauge(
            "ticketing.storage.waiting",
            () => new Measurement<int>[] { new(writes(), Write), new(reads(), ReadOperation) },
            "{operation}",
            "Reads and writes that wait for the database."
        );

    public long Timestamp() => Stopwatch.GetTimestamp();

    public void Committed(int rows, long started) => Batch(rows, started, Write);

    public void Read(int rows, long started) => Batch(rows, started, ReadOperation);

    public void Conflict(string stateName) =>
        _conflicts.Add(1, new KeyValuePair<string, object?>("state", stateName));

    public void Refused() => _refused.Add(1);

    public void Failed() => _failed.Add(1);

    public void Dispose() => _meter.Dispose();

    private void Batch(int rows, long started, KeyValuePair<string, object?> operation)
    {
        _rows.Record(rows, operation);
        _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, operation);
    }
}
