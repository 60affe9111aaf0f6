namespace Ticketing.Queue;

/// <summary>What many people want of a line, gathered by one process. Every list may be empty.</summary>
/// <param name="KnownEpoch">The activation that the caller's copy comes from; 0: it has none.</param>
/// <param name="KnownVersion">The version of that copy.</param>
/// <param name="Joins">Users who want a place; each exists. At most <see cref="MaxRequests"/>.</param>
/// <param name="Heard">Numbers heard of since the last batch.</param>
/// <param name="Knocking">Numbers that polled with nobody in front of them and, as the copy has it, room.</param>
/// <param name="Leaving">Numbers that leave.</param>
/// <param name="Completed">Numbers that have paid.</param>
/// <param name="Extended">Active numbers whose hold may outlast their service time.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.QueueBatch")]
public sealed record QueueBatch(
    [property: Id(0)] long KnownEpoch,
    [property: Id(1)] long KnownVersion,
    [property: Id(2)] ImmutableArray<string> Joins,
    [property: Id(3)] ImmutableArray<long> Heard,
    [property: Id(4)] ImmutableArray<long> Knocking,
    [property: Id(5)] ImmutableArray<long> Leaving,
    [property: Id(6)] ImmutableArray<long> Completed,
    [property: Id(7)] ImmutableArray<PlaceExtension> Extended
)
{
    /// <summary>How many requests one batch may hold; numbers heard of do not count.</summary>
    public const int MaxRequests = 4096;

    /// <summary>A batch that only asks for what changed.</summary>
    public static QueueBatch Empty { get; } = new(0, 0, [], [], [], [], [], []);
}

/// <summary>Asks that a place stay active until a hold ends.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.PlaceExtension")]
public readonly record struct PlaceExtension(
    [property: Id(0)] long Number,
    [property: Id(1)] DateTimeOffset Until
);

/// <summary>The answer to a batch: one join result for each join, in order, and what changed.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.QueueBatchResult")]
public sealed record QueueBatchResult(
    [property: Id(0)] ImmutableArray<JoinResult> Joins,
    [property: Id(1)] QueueChanges Changes
);

/// <summary>How joining ended.</summary>
public enum JoinStatus : byte
{
    /// <summary>Reserved: never sent.</summary>
    None = 0,

    /// <summary>A new place.</summary>
    Joined = 1,

    /// <summary>The user was in the line: the same place.</summary>
    AlreadyInLine = 2,

    /// <summary>As many wait as may.</summary>
    QueueFull = 3,
}

/// <summary>A place in the line, or that the line is full.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.JoinResult")]
public readonly record struct JoinResult(
    [property: Id(0)] JoinStatus Status,
    [property: Id(1)] long Number,
    [property: Id(2)] DateTimeOffset IssuedAt
);

/// <summary>What a copy of the line must take over to be like the line itself.</summary>
/// <param name="Epoch">Which activation speaks; a copy of another one starts anew.</param>
/// <param name="Version">The version that the copy then has.</param>
/// <param name="IsFull">Whether this is everything, not only what changed.</param>
/// <param name="Settings">The queue's settings.</param>
/// <param name="FirstBlock">Blocks before this one have ended wholly and may be dropped.</param>
/// <param name="NextNumber">The number that the next person gets.</param>
/// <param name="Waiting">How many wait.</param>
/// <param name="Active">How many are active.</param>
/// <param name="Outflow">How fast the line goes.</param>
/// <param name="Blocks">The blocks that changed, whole.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.QueueChanges")]
public sealed record QueueChanges(
    [property: Id(0)] long Epoch,
    [property: Id(1)] long Version,
    [property: Id(2)] bool IsFull,
    [property: Id(3)] QueueSettings Settings,
    [property: Id(4)] int FirstBlock,
    [property: Id(5)] long NextNumber,
    [property: Id(6)] long Waiting,
    [property: Id(7)] long Active,
    [property: Id(8)] Outflow Outflow,
    [property: Id(9)] ImmutableArray<BlockCopy> Blocks
);

/// <summary>How fast people leave the line at its front, measured while others wait.</summary>
/// <param name="PerSecond">People a second; 0 where it is not known.</param>
/// <param name="Deviation">The relative standard deviation of one slot's count.</param>
/// <param name="Slots">How many slots were measured.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.Outflow")]
public sealed record Outflow(
    [property: Id(0)] double PerSecond,
    [property: Id(1)] double Deviation,
    [property: Id(2)] int Slots
)
{
    /// <summary>How long a slot is, in seconds.</summary>
    public const int SlotSeconds = 5;

    /// <summary>Nothing was measured yet.</summary>
    public static Outflow Unknown { get; } = new(0, 0, 0);
}

/// <summary>One block of the line.</summary>
/// <param name="Index">Its index; it holds the numbers from <c>Index × 128 + 1</c> on.</param>
/// <param name="Phases">A <see cref="PlacePhase"/> each, of the numbers given out.</param>
/// <param name="Active">Those of them that are active, with the end of their service time.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.BlockCopy")]
public sealed record BlockCopy(
    [property: Id(0)] int Index,
    [property: Id(1)] ImmutableArray<byte> Phases,
    [property: Id(2)] ImmutableArray<PlaceExtension> Active
);
