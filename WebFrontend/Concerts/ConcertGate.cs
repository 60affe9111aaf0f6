using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Concerts;

/// <summary>A concert is behind one line; a token of another one does not open it.</summary>
internal static class ConcertGate
{
    /// <summary>The refusal for a caller whose token is of another line, or null.</summary>
    public static ApiProblem? Refuse(HttpContext context, string queueId) =>
        context.Caller().Token.QueueId == queueId
            ? null
            : new ApiProblem(Problems.TokenWrongQueue, queueId).With("queueId", queueId);
}
