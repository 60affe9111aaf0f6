using System.Text.Json.Serialization;

namespace Ticketing.WebFrontend.Queue;

/// <summary>The token status as the API description shows it; <see cref="TokenStatus"/> writes it.</summary>
/// <param name="Token">The token: opaque, at most 200 characters, to be sent in the header <c>Queue-Token</c>.</param>
/// <param name="QueueId">The line.</param>
/// <param name="UserId">The user.</param>
/// <param name="Status">waiting, active, completed or expired.</param>
/// <param name="Reason">Why it expired: idle, service-time, left or no-show; left out otherwise.</param>
/// <param name="Rank">The place in the line, from 1; 0 when not waiting.</param>
/// <param name="Ahead">How many people still wait in front.</param>
/// <param name="EstimatedWaitSeconds">How long it may take.</param>
/// <param name="PollAfterSeconds">When to ask again.</param>
/// <param name="IssuedAt">When the place was taken.</param>
/// <param name="ActiveUntil">When the service time ends; left out when not active.</param>
/// <param name="AsOf">How fresh the answer is.</param>
internal sealed record TokenStatusBody(
    string Token,
    string QueueId,
    string UserId,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    long Rank,
    long Ahead,
    EstimatedWait EstimatedWaitSeconds,
    int PollAfterSeconds,
    DateTimeOffset IssuedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ActiveUntil,
    DateTimeOffset AsOf
);

/// <summary>An estimated wait as an interval, in seconds.</summary>
internal sealed record EstimatedWait(long Low, long Likely, long High);
