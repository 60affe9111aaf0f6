using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Journey;

namespace Ticketing.Rehearsal.Report;

/// <summary>What a rehearsal took.</summary>
/// <param name="StartedAt">When the first buyer arrived.</param>
/// <param name="Elapsed">From then to the end of the last journey.</param>
/// <param name="Requests">Requests sent in that time.</param>
/// <param name="Processor">Processor time of this client in that time.</param>
internal sealed record RunFigures(
    DateTimeOffset StartedAt,
    TimeSpan Elapsed,
    long Requests,
    TimeSpan Processor
);

/// <summary>Puts a report together.</summary>
internal static class ReportBuilder
{
    /// <summary>Makes the report of a rehearsal that is over.</summary>
    public static RunReport Build(
        RehearsalSettings settings,
        Scene scene,
        QueueAnswer? queue,
        RunRecord record,
        RunFigures figures,
        AuditReport audit,
        int exitCode
    )
    {
        var seconds = Math.Max(0.001, figures.Elapsed.TotalSeconds);
        var sold = record.People(Phase.Bought);
        var perRequest = figures.Processor.TotalMicroseconds / Math.Max(1, figures.Requests);
        return new()
        {
            StartedAt = figures.StartedAt,
            Url = settings.Server.Url.ToString(),
            ConcertId = scene.ConcertId,
            QueueId = scene.QueueId,
            QueueSettings = queue is null
                ? null
                : $"capacity {queue.Capacity}, {queue.AdmissionBatch} each {queue.AdmissionPeriodSeconds} s",
            SeatsOnSale = scene.Schedules.Sum(d => (long)d.Available),
            Buyers = settings.Buyers,
            ArriveSeconds = settings.Arrival.TotalSeconds,
            ThinkMs = settings.Journey.Think.ToString(),
            Connections = settings.Connections,
            Seed = settings.Journey.Seed,
            Seconds = Math.Round(seconds, 3),
            Sold = sold,
            TicketsPerSecond = Math.Round(sold / seconds, 2),
            JourneysPerSecond = Math.Round(record.Ended / seconds, 2),
            Requests = figures.Requests,
            RequestsPerSecond = Math.Round(figures.Requests / seconds, 1),
            ClientMicrosecondsPerRequest = Math.Round(perRequest, 1),
            Endings = Enum.GetValues<Phase>()
                .Where(p => p >= Phase.Bought)
                .ToDictionary(p => p.ToString(), record.People),
            Steps = StepReports.Of(record.Latencies),
            Refusals = record.Refusals,
            ConnectionsLost = record.ConnectionsLost,
            Unexpected = record.Unexpected,
            BrokenPromises = record.Broken,
            Audit = audit,
            ExitCode = exitCode,
        };
    }
}
