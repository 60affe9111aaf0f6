using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.WebFrontend.Queue.Gate;

/// <summary>Whoever passed the gate.</summary>
/// <param name="Token">What the token says.</param>
/// <param name="Board">This process's copy of the token's line.</param>
/// <param name="Place">Where the place stood at the gate.</param>
internal sealed record Caller(QueueToken Token, QueueBoard Board, PlaceView Place)
{
    /// <summary>The user.</summary>
    public string UserId => Token.UserId;
}

/// <summary>Finds the caller of a request.</summary>
internal static class CallerExtensions
{
    /// <summary>The caller of a route that is behind the gate.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("The route asks for its caller but is not behind the gate.");
}
