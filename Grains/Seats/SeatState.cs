namespace Ticketing.Seats;

/// <summary>Where a seat stands, as it is stored.</summary>
internal enum SeatPhase
{
    /// <summary>Reserved: never stored.</summary>
    None = 0,

    /// <summary>Nobody has it.</summary>
    Available = 1,

    /// <summary>Held until an instant; past it, as good as available.</summary>
    Held = 2,

    /// <summary>A sale began under the hold, which cannot end any more.</summary>
    Selling = 3,

    /// <summary>Sold for good.</summary>
    Sold = 4,
}

/// <summary>One seat. Everything but the version is empty while nobody has it.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.Seat")]
internal sealed record SeatState
{
    /// <summary>Where it stands.</summary>
    [Id(0)]
    public SeatPhase Status { get; init; } = SeatPhase.Available;

    /// <summary>The reservation that has it.</summary>
    [Id(1)]
    public string? ReservationId { get; init; }

    /// <summary>The user of that reservation.</summary>
    [Id(2)]
    public string? UserId { get; init; }

    /// <summary>When the hold began.</summary>
    [Id(3)]
    public DateTimeOffset? HeldAt { get; init; }

    /// <summary>When the hold ends. Kept while a sale goes on, for the case that it is aborted.</summary>
    [Id(4)]
    public DateTimeOffset? HeldUntil { get; init; }

    /// <summary>When the sale in progress began.</summary>
    [Id(5)]
    public DateTimeOffset? SellingSince { get; init; }

    /// <summary>Counts the changes of this seat, so that a late message about it is known as late.</summary>
    [Id(6)]
    public long Version { get; init; }
}
