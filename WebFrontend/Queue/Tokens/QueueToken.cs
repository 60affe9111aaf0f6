namespace Ticketing.WebFrontend.Queue.Tokens;

/// <summary>What a genuine queue token says: who the caller is, and which place in which line is theirs.</summary>
/// <param name="Text">The token as the caller has it.</param>
/// <param name="QueueId">The line.</param>
/// <param name="UserId">The user.</param>
/// <param name="Number">The place in the line.</param>
/// <param name="IssuedAt">When the place was taken, in whole milliseconds.</param>
internal sealed record QueueToken(
    string Text,
    string QueueId,
    string UserId,
    long Number,
    DateTimeOffset IssuedAt
);
