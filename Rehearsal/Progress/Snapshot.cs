using System.Globalization;
using Ticketing.Rehearsal.Http;
using Ticketing.Rehearsal.Journey;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Progress;

/// <summary>How a rehearsal stands at a moment, with rates over the time since the moment before.</summary>
internal sealed record Snapshot(
    TimeSpan Elapsed,
    int Waiting,
    int Active,
    int Held,
    int Sold,
    int Gone,
    long Errors,
    long Refusals,
    double RequestsPerSecond,
    double JourneysPerSecond,
    TimeSpan ReserveP99,
    TimeSpan PayP99,
    TimeSpan PollP99
)
{
    /// <summary>The moment as one line of text.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Elapsed.TotalSeconds, 5:N0} s  waiting {Waiting:N0}  active {Active:N0}  held {Held:N0}  sold {Sold:N0}  gone {Gone:N0}  "
                + $"{RequestsPerSecond:N0} requests/s  {JourneysPerSecond:N0} journeys/s  p99 ms: poll {PollP99.TotalMilliseconds:N1} "
                + $"reserve {ReserveP99.TotalMilliseconds:N1} pay {PayP99.TotalMilliseconds:N1}  refusals {Refusals:N0}  errors {Errors:N0}"
        );
}

/// <summary>Takes snapshots, one after the other.</summary>
internal sealed class SnapshotTaker(RunRecord record, ServerClient client, TimeProvider time)
{
    private readonly long since = time.GetTimestamp();
    private TimeSpan lastAt;
    private long lastRequests = client.Requests;
    private long lastEnded;

    /// <summary>How it stands now.</summary>
    public Snapshot Take()
    {
        var at = time.GetElapsedTime(since);
        var (requests, ended) = (client.Requests, record.Ended);
        var seconds = Math.Max(0.001, (at - lastAt).TotalSeconds);
        var snapshot = new Snapshot(
            at,
            record.People(Phase.Waiting),
            record.People(Phase.Active),
            record.People(Phase.Holding),
            record.People(Phase.Bought),
            (int)ended - record.People(Phase.Bought),
            record.Errors,
            record.Refusals.Values.Sum(),
            (requests - lastRequests) / seconds,
            (ended - lastEnded) / seconds,
            record.Latencies[Step.Reserve].Quantile(0.99),
            record.Latencies[Step.Pay].Quantile(0.99),
            record.Latencies[Step.Poll].Quantile(0.99)
        );
        (lastAt, lastRequests, lastEnded) = (at, requests, ended);
        return snapshot;
    }
}
