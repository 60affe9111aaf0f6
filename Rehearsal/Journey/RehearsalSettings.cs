using Ticketing.Rehearsal.Http;

namespace Ticketing.Rehearsal.Journey;

/// <summary>What the operator asked for.</summary>
internal sealed record RehearsalSettings
{
    /// <summary>The server.</summary>
    public required ServerSettings Server { get; init; }

    /// <summary>The operator key, for the audit.</summary>
    public required string AdminKey { get; init; }

    /// <summary>How many buyers. 1 to 1,000,000.</summary>
    public int Buyers { get; init; } = 1000;

    /// <summary>The concert; null: the bookable one with most seats.</summary>
    public string? ConcertId { get; init; }

    /// <summary>From the first to the last arrival.</summary>
    public TimeSpan Arrival { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections at most. 1 to 10,000.</summary>
    public int Connections { get; init; } = 128;

    /// <summary>After this time without an answer a connection is broken off.</summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>After this time the buyers who are left are told to stop.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether lost connections are part of the rehearsal.</summary>
    public bool ExpectRestarts { get; init; }

    /// <summary>Where acknowledged answers are kept; null: nowhere.</summary>
    public string? LedgerPath { get; init; }

    /// <summary>Where the report is written as JSON; null: nowhere.</summary>
    public string? JsonPath { get; init; }

    /// <summary>Whether nothing but the end report is printed.</summary>
    public bool Quiet { get; init; }

    /// <summary>What the buyers do; its concert and queue are filled in by the scout.</summary>
    public required JourneySettings Journey { get; init; }
}
