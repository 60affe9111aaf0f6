using System.Text.Json.Serialization;

namespace Ticketing.Rehearsal.Ledger;

/// <summary>What an acknowledged answer was about.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LedgerKind>))]
internal enum LedgerKind
{
    /// <summary>Reserved: a line that does not say.</summary>
    None = 0,

    /// <summary>A user was created.</summary>
    User = 1,

    /// <summary>A token was issued; the line has it.</summary>
    Joined = 2,

    /// <summary>A rank was told; 0 for somebody who was let in.</summary>
    Rank = 3,

    /// <summary>The balance was charged.</summary>
    Charge = 4,

    /// <summary>A seat was held.</summary>
    Hold = 5,

    /// <summary>A hold is about to be given back: written before it is asked for.</summary>
    Releasing = 6,

    /// <summary>A reservation was paid.</summary>
    Payment = 7,

    /// <summary>The line is about to be left: written before it is asked for.</summary>
    Leaving = 8,
}

/// <summary>One acknowledged answer, as one line of JSON. Members that a kind does not need are absent.</summary>
internal sealed record LedgerLine
{
    /// <summary>What was acknowledged.</summary>
    public LedgerKind Kind { get; init; }

    /// <summary>Whose it is.</summary>
    public string UserId { get; init; } = "";

    /// <summary>When the answer had been read, in UTC.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The token that was issued.</summary>
    public string? Token { get; init; }

    /// <summary>The queue of the token.</summary>
    public string? QueueId { get; init; }

    /// <summary>The rank that was told.</summary>
    public long? Rank { get; init; }

    /// <summary>The entry of a charge.</summary>
    public long? EntryId { get; init; }

    /// <summary>What was charged or paid.</summary>
    public long? Amount { get; init; }

    /// <summary>The balance after it.</summary>
    public long? Balance { get; init; }

    /// <summary>The reservation that was made or paid.</summary>
    public string? ReservationId { get; init; }

    /// <summary>The date of the seat, as <c>concertId/scheduleId</c>.</summary>
    public string? Schedule { get; init; }

    /// <summary>The seat.</summary>
    public int? SeatNumber { get; init; }

    /// <summary>When the hold ends.</summary>
    public DateTimeOffset? HoldExpiresAt { get; init; }

    /// <summary>The payment.</summary>
    public string? PaymentId { get; init; }

    /// <summary>The ticket.</summary>
    public string? TicketId { get; init; }
}

/// <summary>How lines are written and read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(LedgerLine))]
internal sealed partial class LedgerJson : JsonSerializerContext;
