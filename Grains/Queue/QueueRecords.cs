using System.Text.Json.Serialization;

namespace Ticketing.Queue;

/// <summary>What the queue itself keeps: small, whatever the length of the line.</summary>
[GenerateSerializer, Alias("Ticketing.QueueState")]
public sealed record QueueState
{
    /// <summary>The settings; null until an operator or the first join stored some.</summary>
    [Id(0)]
    public QueueSettings? Settings { get; init; }

    /// <summary>How many blocks were begun; the last one may be partly given out, or not at all.</summary>
    [Id(1)]
    public int Blocks { get; init; }

    /// <summary>Blocks before this one are over.</summary>
    [Id(2)]
    public int FirstBlock { get; init; }

    /// <summary>How many were admitted in blocks before the first.</summary>
    [Id(3)]
    public long AdmittedBefore { get; init; }

    /// <summary>How many were abandoned in blocks before the first.</summary>
    [Id(4)]
    public long AbandonedBefore { get; init; }
}

/// <summary>Who got the numbers of one block, in their order. It only ever grows, to 128.</summary>
[GenerateSerializer, Alias("Ticketing.BlockPlaces")]
public sealed record BlockPlaces
{
    /// <summary>The user of each number.</summary>
    [Id(0)]
    public List<string> Users { get; init; } = [];

    /// <summary>When each number was given out, in milliseconds since 1970.</summary>
    [Id(1)]
    public List<long> IssuedAt { get; init; } = [];
}

/// <summary>How far the people of one block are. No record means that all of them wait.</summary>
[GenerateSerializer, Alias("Ticketing.BlockProgress")]
public sealed record BlockProgress
{
    /// <summary>A <see cref="PlacePhase"/> for each number.</summary>
    [Id(0)]
    public byte[] Phases { get; init; } = [];

    /// <summary>The active ones.</summary>
    [Id(1)]
    public List<ActiveRecord> Active { get; init; } = [];
}

/// <summary>Somebody active. Times in milliseconds since 1970; names are short because there are many.</summary>
[GenerateSerializer, Alias("Ticketing.ActiveRecord")]
public readonly record struct ActiveRecord(
    [property: Id(0), JsonPropertyName("o")] int Offset,
    [property: Id(1), JsonPropertyName("s")] long ServiceEnd,
    [property: Id(2), JsonPropertyName("u")] long Until
);

/// <summary>JSON of the queue's records, made at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(QueueState))]
[JsonSerializable(typeof(BlockPlaces))]
[JsonSerializable(typeof(BlockProgress))]
public sealed partial class QueueStateJson : JsonSerializerContext;
