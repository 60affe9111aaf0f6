namespace Ticketing.Bench.RowLock;

/// <summary>Refusals of the HTTP contract.</summary>
internal static class Refusal
{
    /// <summary>A problem with its stable code.</summary>
    public static IResult Of(int status, string code) =>
        Results.Json(
            new ProblemAnswer("about:blank", code, status, code, code),
            WireContext.Default.ProblemAnswer,
            "application/problem+json",
            status
        );

    /// <summary>Why a token does not open the gate; null: it does.</summary>
    /// <param name="status">Its status; null: there is no such token.</param>
    /// <param name="until">When an active one ends.</param>
    /// <param name="now">The time.</param>
    /// <param name="waitingMay">Whether a waiting token is enough.</param>
    public static IResult? Gate(short? status, DateTimeOffset? until, DateTimeOffset now, bool waitingMay) =>
        status switch
        {
            null => Of(401, "token-invalid"),
            0 => waitingMay ? null : Of(403, "token-waiting"),
            1 when until > now => null,
            2 => Of(403, "token-completed"),
            _ => Of(403, "token-expired"),
        };

    /// <summary>The token in the request's header.</summary>
    public static bool TryToken(HttpRequest request, out Guid token) =>
        Guid.TryParse(request.Headers["Queue-Token"].ToString(), out token);
}
