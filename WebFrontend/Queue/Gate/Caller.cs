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

    /// <summary>
    /// Sees to it that whoever got an answer here finds their place changed as well, where another process changed it
    /// and this one's copy is still behind. Best effort: the copy catches up by itself.
    /// </summary>
    /// <param name="hasChanged">Whether a place shows the change.</param>
    public async Task CatchUpAsync(Predicate<PlaceView> hasChanged)
    {
        if (hasChanged(Board.Look(Token.Number)))
        {
            return;
        }
        // What was answered stands, whether or not the line can be reached for this.
        await SyncAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task SyncAsync() => await Board.SyncAsync();
}

/// <summary>Finds the caller of a request.</summary>
internal static class CallerExtensions
{
    /// <summary>The caller of a route that is behind the gate.</summary>
    public static Caller Caller(this HttpContext context) =>
        context.Features.Get<Caller>()
        ?? throw new InvalidOperationException("The route asks for its caller but is not behind the gate.");
}
