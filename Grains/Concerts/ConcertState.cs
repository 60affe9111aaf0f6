namespace Ticketing.Concerts;

/// <summary>One concert with its dates.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.Concert")]
internal sealed record ConcertState
{
    /// <summary>What it is called.</summary>
    [Id(0)]
    public string Title { get; init; } = "";

    /// <summary>Where it is.</summary>
    [Id(1)]
    public string Venue { get; init; } = "";

    /// <summary>The line that leads to it.</summary>
    [Id(2)]
    public string QueueId { get; init; } = "";

    /// <summary>Its dates, in order of their beginning.</summary>
    [Id(3)]
    public ImmutableArray<ConcertSchedule> Schedules { get; init; } = [];
}

/// <summary>One date within its concert's row.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.ConcertSchedule")]
internal sealed record ConcertSchedule(
    [property: Id(0)] string ScheduleId,
    [property: Id(1)] DateTimeOffset StartsAt,
    [property: Id(2)] long Price,
    [property: Id(3)] int Seats
);

/// <summary>Which concerts and queues there are.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.Catalog")]
internal sealed record CatalogState
{
    /// <summary>The concerts, in the order in which they were added.</summary>
    [Id(0)]
    public ImmutableArray<string> ConcertIds { get; init; } = [];

    /// <summary>
    /// The queues beside <see cref="CatalogRules.DefaultQueueId"/>, in the order in which they were added.
    /// </summary>
    [Id(1)]
    public ImmutableArray<string> QueueIds { get; init; } = [];
}
