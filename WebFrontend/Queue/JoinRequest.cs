using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Queue;

/// <summary>Asks for a place in a line.</summary>
/// <param name="UserId">Who.</param>
/// <param name="QueueId">Which line; the default one where it is left out.</param>
internal sealed record JoinRequest(string UserId, string? QueueId) : IRequestBody<JoinRequest>
{
    /// <inheritdoc/>
    public static JoinRequest Read(JsonMembers members) =>
        new(members.Id("userId"), members.OptionalId("queueId"));
}
