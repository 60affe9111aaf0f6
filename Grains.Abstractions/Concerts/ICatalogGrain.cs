namespace Ticketing.Concerts;

/// <summary>
/// Every concert, date and queue that there is: read from memory, changed by operators only. The key is
/// always <see cref="Key"/>. Each process keeps a copy of the snapshot, so unknown ids are refused without a call.
/// </summary>
[Alias("Ticketing.ICatalogGrain")]
public interface ICatalogGrain : IGrainWithIntegerKey
{
    /// <summary>The one key of the catalog.</summary>
    const long Key = 0;

    /// <summary>Effect: none. The catalog, or null where it is still the one of <paramref name="knownVersion"/> (0: none is known).</summary>
    Task<CatalogSnapshot?> GetAsync(long knownVersion);

    /// <summary>
    /// Effect: stores a concert, and its queue where that is new. Idempotency: none needed; a second call answers
    /// <see cref="CatalogStatus.Exists"/>. Outcomes in order: exists, limit reached, added.
    /// </summary>
    Task<CatalogStatus> AddConcertAsync(AddConcert command);

    /// <summary>
    /// Effect: stores a date of a concert. Outcomes in order: <see cref="CatalogStatus.ConcertNotFound"/>,
    /// <see cref="CatalogStatus.Exists"/>, <see cref="CatalogStatus.LimitReached"/>, <see cref="CatalogStatus.Added"/>.
    /// A time-out leaves unknown whether it was stored: repeat with the same ids.
    /// </summary>
    Task<CatalogStatus> AddScheduleAsync(AddSchedule command);

    /// <summary>Effect: makes a queue known. Idempotency: natural. Outcomes: exists, limit reached, added.</summary>
    Task<CatalogStatus> AddQueueAsync(string queueId);
}

/// <summary>One concert with its dates. The key is the concert id; only the catalog and audits call it.</summary>
[Alias("Ticketing.IConcertGrain")]
public interface IConcertGrain : IGrainWithStringKey
{
    /// <summary>Effect: stores title, venue and queue. Idempotency: natural.</summary>
    Task DefineAsync(AddConcert command);

    /// <summary>Effect: adds a date. Outcomes in order: exists, limit reached, added.</summary>
    Task<CatalogStatus> AddScheduleAsync(AddSchedule command);

    /// <summary>Effect: none. The concert, or null where there is none of that id.</summary>
    Task<ConcertInfo?> GetAsync();
}

/// <summary>A concert to be sold.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.AddConcert")]
public sealed record AddConcert(
    [property: Id(0)] string ConcertId,
    [property: Id(1)] string Title,
    [property: Id(2)] string Venue,
    [property: Id(3)] string QueueId
);

/// <summary>A date to be sold.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.AddSchedule")]
public sealed record AddSchedule(
    [property: Id(0)] ScheduleKey Key,
    [property: Id(1)] ScheduleDefinition Definition
);

/// <summary>How a change of the catalog ended.</summary>
public enum CatalogStatus
{
    /// <summary>Reserved: never sent.</summary>
    None = 0,

    /// <summary>It is stored.</summary>
    Added = 1,

    /// <summary>There is one of that id already; nothing changed.</summary>
    Exists = 2,

    /// <summary>There is no such concert.</summary>
    ConcertNotFound = 3,

    /// <summary>The catalog holds as many as it may.</summary>
    LimitReached = 4,
}

/// <summary>One date, as everybody may know it. It never changes once stored.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.ScheduleInfo")]
public sealed record ScheduleInfo(
    [property: Id(0)] ScheduleKey Key,
    [property: Id(1)] ScheduleDefinition Definition
);

/// <summary>One concert with its dates, in order of their beginning.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.ConcertInfo")]
public sealed record ConcertInfo(
    [property: Id(0)] string ConcertId,
    [property: Id(1)] string Title,
    [property: Id(2)] string Venue,
    [property: Id(3)] string QueueId,
    [property: Id(4)] ImmutableArray<ScheduleInfo> Schedules
);

/// <summary>The whole catalog at one version.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.CatalogSnapshot")]
public sealed record CatalogSnapshot(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableArray<ConcertInfo> Concerts,
    [property: Id(2)] ImmutableArray<string> QueueIds
);
