namespace Ticketing.Rehearsal.Journey;

/// <summary>What all buyers of a rehearsal have in common.</summary>
internal sealed record JourneySettings
{
    /// <summary>Prefix of the buyers' user ids, different in each rehearsal.</summary>
    public required string RunId { get; init; }

    /// <summary>The queue to join; null: the default one.</summary>
    public string? QueueId { get; init; }

    /// <summary>The concert that everybody wants.</summary>
    public required string ConcertId { get; init; }

    /// <summary>The only date that is bought; null: each buyer picks one that has seats.</summary>
    public string? ScheduleId { get; init; }

    /// <summary>Pause before each click.</summary>
    public ThinkTime Think { get; init; } = new(0, 200);

    /// <summary>Seats that a buyer tries for before giving up. 1 to 1,000.</summary>
    public int SeatTries { get; init; } = 20;

    /// <summary>For how long one call is repeated while the server refuses (429, 503) or cannot be reached.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Share of the buyers, 0 to 1, who try to pay before they have charged, and charge when refused.</summary>
    public double UnfundedShare { get; init; } = 0.02;

    /// <summary>Share of the buyers, 0 to 1, who give the first seat that they hold back and take another.</summary>
    public double ChangeMindShare { get; init; } = 0.02;

    /// <summary>How far this machine's clock may be from the server's when the two are compared.</summary>
    public TimeSpan ClockTolerance { get; init; }

    /// <summary>Makes think times and choices of seats repeatable; their interleaving is not.</summary>
    public int Seed { get; init; }
}
