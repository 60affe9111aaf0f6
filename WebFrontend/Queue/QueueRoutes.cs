using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.Users;
using Ticketing.WebFrontend.Events;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Overload;
using Ticketing.WebFrontend.Queue.Gate;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.WebFrontend.Queue;

/// <summary>The waiting line: join, ask, watch, leave.</summary>
internal static class QueueRoutes
{
    /// <summary>The line of concerts that name no other.</summary>
    public const string DefaultQueueId = "default";

    /// <summary>Maps <c>/api/queue/tokens</c>.</summary>
    public static void MapQueue(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/api/queue/tokens").WithTags("Queue");
        tokens
            .MapPost("/", JoinAsync)
            .WithSummary("Takes a place in a line; a user who is in it gets the same place and token.")
            .Is(Work.New)
            .Takes(typeof(JoinRequest))
            .Produces<TokenStatusBody>(201)
            .Produces<TokenStatusBody>()
            .Refuses(
                Problems.ValidationFailed,
                Problems.UserMismatch,
                Problems.UserNotFound,
                Problems.QueueNotFound,
                Problems.QueueFull
            );
        tokens
            .MapGet("/current", (Delegate)PollAsync)
            .WithSummary("Says where the token's place stands; asks for admission where nobody is ahead.")
            .WithMetadata(new GateMetadata(TokenUse.Any, HearsItself: true))
            .WithMetadata(
                new ProducesResponseTypeMetadata(200, typeof(TokenStatusBody), ["application/json"])
            );
        tokens
            .MapGet("/current/events", TokenEvents.StreamAsync)
            .WithSummary("The token status now and at each change, as server-sent events, until it is final.")
            .Needs(TokenUse.Any)
            .Produces(200, contentType: "text/event-stream")
            .WithMetadata(
                new StreamMetadata(
                    "A TokenStatusBody at once and at each change; a comment every 15 seconds."
                )
            );
        tokens
            .MapDelete("/current", (Delegate)LeaveAsync)
            .WithSummary("Leaves the line.")
            .Needs(TokenUse.Live);
    }

    private static async Task<Results<EmptyHttpResult, ApiProblem>> JoinAsync(
        HttpContext context,
        UserIds users,
        QueueBoards boards,
        TokenCodec tokens,
        IOptions<AuthOptions> auth
    )
    {
        var (body, invalid) = await BodyReader.ReadAsync<JoinRequest>(context);
        if (body is null)
        {
            return invalid!;
        }
        if (!Identity.May(context, auth.Value, body.UserId))
        {
            return new ApiProblem(Problems.UserMismatch);
        }
        if (!await users.ExistsAsync(body.UserId))
        {
            return new ApiProblem(Problems.UserNotFound);
        }
        var queueId = body.QueueId ?? DefaultQueueId;
        if (await boards.FindAsync(queueId) is not { } board)
        {
            return new ApiProblem(Problems.QueueNotFound);
        }
        // Not given up with the connection: the place is taken all the same, and the batch is answered in a moment.
        var joined = await board.JoinAsync(body.UserId);
        if (joined.Status == JoinStatus.QueueFull)
        {
            return new ApiProblem(Problems.QueueFull)
            {
                RetryAfterSeconds = board.Settings.AdmissionPeriodSeconds,
            };
        }
        var token = tokens.Write(queueId, body.UserId, joined.Number, joined.IssuedAt);
        var isNew = joined.Status == JoinStatus.Joined;
        context.Response.StatusCode = isNew ? StatusCodes.Status201Created : StatusCodes.Status200OK;
        if (isNew)
        {
            context.Response.Headers.Location = "/api/queue/tokens/current";
        }
        TokenStatusWriter.Write(context.Response, token, board.Look(joined.Number));
        return TypedResults.Empty;
    }

    private static Task PollAsync(HttpContext context)
    {
        var (token, board, _) = context.Caller();
        var asking = board.PollAsync(token.Number);
        return asking.IsCompletedSuccessfully
            ? Answer(context, token, board, asking.Result)
            : AwaitAsync(context, token, board, asking);

        static async Task AwaitAsync(
            HttpContext context,
            QueueToken token,
            QueueBoard board,
            ValueTask<PlaceView> asking
        ) => await Answer(context, token, board, await asking);
    }

    private static Task Answer(HttpContext context, QueueToken token, QueueBoard board, PlaceView place)
    {
        if (place.Phase == PlacePhase.None)
        {
            return new ApiProblem(Problems.TokenInvalid).ExecuteAsync(context);
        }
        TokenStatusWriter.Write(context.Response, token, place);
        return Task.CompletedTask;
    }

    private static async Task<NoContent> LeaveAsync(HttpContext context)
    {
        var (token, board, _) = context.Caller();
        await board.LeaveAsync(token.Number, context.RequestAborted);
        return TypedResults.NoContent();
    }
}
