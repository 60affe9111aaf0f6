namespace Ticketing.Reservations;

/// <summary>
/// A user's own row of reservations. Numbers count from 1 without a gap. Those up to <see cref="Pages"/> ×
/// <see cref="ReservationRules.PageSize"/> are in page records, except for those still here: a record here is
/// the true one, whatever a page says.
/// </summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.Reservations")]
internal sealed record ReservationsState
{
    /// <summary>The number that the next reservation gets.</summary>
    [Id(0)]
    public long Next { get; init; } = 1;

    /// <summary>Those that are held, at most as many as one user may hold.</summary>
    [Id(1)]
    public ImmutableArray<Reservation> Open { get; init; } = [];

    /// <summary>Those resolved that no page has yet, in the order in which they were resolved.</summary>
    [Id(2)]
    public ImmutableArray<Reservation> Recent { get; init; } = [];

    /// <summary>How many pages there are.</summary>
    [Id(3)]
    public long Pages { get; init; }
}

/// <summary>A page of resolved reservations.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.ReservationsPage")]
internal sealed record ReservationsPageState
{
    /// <summary>
    /// At most <see cref="ReservationRules.PageSize"/>, by number; each is put here once and never changes.
    /// </summary>
    [Id(0)]
    public ImmutableArray<Reservation> Reservations { get; init; } = [];
}
