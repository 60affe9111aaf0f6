using System.Text.Json.Serialization;
using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Journey;

namespace Ticketing.Rehearsal.Report;

/// <summary>Times of one step in milliseconds.</summary>
internal sealed record StepReport(
    string Step,
    long Count,
    double MeanMs,
    double P50Ms,
    double P95Ms,
    double P99Ms,
    double MaxMs
);

/// <summary>What the audit said.</summary>
/// <param name="Made">Whether there was an answer at all.</param>
/// <param name="Ok">Whether it is clean.</param>
/// <param name="Answer">The whole answer of the server; null without one.</param>
/// <param name="Refusal">Why there is none; null with one.</param>
internal sealed record AuditReport(bool Made, bool Ok, AuditAnswer? Answer, string? Refusal);

/// <summary>The report of a rehearsal. Rates are per second of the time from the first arrival to the last end.</summary>
internal sealed record RunReport
{
    /// <summary>When the first buyer arrived, in UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The server.</summary>
    public required string Url { get; init; }

    /// <summary>The concert that was sold.</summary>
    public required string ConcertId { get; init; }

    /// <summary>The queue that was stood in.</summary>
    public required string QueueId { get; init; }

    /// <summary>The queue's settings, as far as they explain the figures; null where they could not be read.</summary>
    public required string? QueueSettings { get; init; }

    /// <summary>Seats that were available when it began.</summary>
    public required long SeatsOnSale { get; init; }

    /// <summary>Buyers who were to arrive.</summary>
    public required int Buyers { get; init; }

    /// <summary>Seconds from the first to the last arrival.</summary>
    public required double ArriveSeconds { get; init; }

    /// <summary>Think time, in milliseconds.</summary>
    public required string ThinkMs { get; init; }

    /// <summary>Connections at most.</summary>
    public required int Connections { get; init; }

    /// <summary>What makes think times and choices repeatable.</summary>
    public required int Seed { get; init; }

    /// <summary>From the first arrival to the last end.</summary>
    public required double Seconds { get; init; }

    /// <summary>Tickets that were acknowledged.</summary>
    public required long Sold { get; init; }

    /// <summary>Tickets a second.</summary>
    public required double TicketsPerSecond { get; init; }

    /// <summary>Journeys that ended, in whatever way, a second.</summary>
    public required double JourneysPerSecond { get; init; }

    /// <summary>Requests sent.</summary>
    public required long Requests { get; init; }

    /// <summary>Requests a second.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>Processor time of this client for one request, in microseconds.</summary>
    public required double ClientMicrosecondsPerRequest { get; init; }

    /// <summary>How the journeys ended, and how many each way.</summary>
    public required IReadOnlyDictionary<string, int> Endings { get; init; }

    /// <summary>Times of each step that was taken.</summary>
    public required IReadOnlyList<StepReport> Steps { get; init; }

    /// <summary>Refusals that the contract provides for, by code; lost connections too.</summary>
    public required IReadOnlyDictionary<string, long> Refusals { get; init; }

    /// <summary>Calls that ended without an answer.</summary>
    public required long ConnectionsLost { get; init; }

    /// <summary>Answers that a correct server does not give.</summary>
    public required IReadOnlyCollection<Finding> Unexpected { get; init; }

    /// <summary>Promises that were seen broken.</summary>
    public required IReadOnlyCollection<Finding> BrokenPromises { get; init; }

    /// <summary>What the audit said afterwards.</summary>
    public required AuditReport Audit { get; init; }

    /// <summary>What the process returns.</summary>
    public required int ExitCode { get; init; }
}

/// <summary>How a report is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DictionaryKeyPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true
)]
[JsonSerializable(typeof(RunReport))]
internal sealed partial class ReportJson : JsonSerializerContext;
