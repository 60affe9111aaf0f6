using Microsoft.Extensions.Options;
using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.WebFrontend.Queue.Gate;

/// <summary>
/// Lets a request through to a route that needs a queue token, or says why not: missing, not genuine, another user's,
/// waiting, expired, completed. Every call with a token counts as heard of.
/// </summary>
internal sealed class GateMiddleware(RequestDelegate next, QueueBoards boards, IOptions<AuthOptions> auth)
{
    private readonly string? _userHeader = auth.Value.UserIdHeader;

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<GateMetadata>() is { } gate
            ? PassAsync(context, gate)
            : next(context);

    private async Task PassAsync(HttpContext context, GateMetadata gate)
    {
        if (context.Features.Get<QueueToken>() is not { } token)
        {
            await NoToken(context).ExecuteAsync(context);
            return;
        }
        if (_userHeader is not null && !Identity.Is(context, _userHeader, token.UserId))
        {
            await new ApiProblem(Problems.UserMismatch).ExecuteAsync(context);
            return;
        }
        if (await boards.FindAsync(token.QueueId) is not { } board)
        {
            await new ApiProblem(Problems.TokenInvalid).ExecuteAsync(context);
            return;
        }
        var place = default(PlaceView);
        if (!gate.HearsItself)
        {
            place = await LookAsync(board, token.Number, gate, context);
            if (GateRules.Refuse(gate, place) is { } refusal)
            {
                await refusal.ExecuteAsync(context);
                return;
            }
        }
        context.Features.Set(new Caller(token, board, place));
        await next(context);
    }

    private static async ValueTask<PlaceView> LookAsync(
        QueueBoard board,
        long number,
        GateMetadata gate,
        HttpContext context
    )
    {
        board.Hear(number);
        var place = board.Look(number);
        if (GateRules.MayBeOld(place.Phase) && GateRules.Refuse(gate, place) is not null)
        {
            // The copy may be behind the line, and nobody is turned away on old news.
            await board.SyncAsync(context.RequestAborted);
            place = board.Look(number);
        }
        // So old a number that no copy holds it any more, or one that was never given out: the line knows.
        return place.Phase == PlacePhase.None ? await board.PollAsync(number, context.RequestAborted) : place;
    }

    private static ApiProblem NoToken(HttpContext context) =>
        new(
            context.Request.Headers[TokenReaderMiddleware.Header] is [{ Length: > 0 }, ..]
                ? Problems.TokenInvalid
                : Problems.TokenMissing
        );
}
