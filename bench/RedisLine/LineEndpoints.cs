using System.Text.Json.Serialization;

namespace Ticketing.Bench.RedisLine;

/// <summary>The three calls of the line.</summary>
internal static class LineEndpoints
{
    /// <summary>Whether a poll is written down, as dropping those who have gone needs. Without it a line cannot forget anybody.</summary>
    private static bool recordsSeen;

    public static void MapLine(this WebApplication app)
    {
        recordsSeen = app.Configuration.GetValue("RecordSeen", true);
        app.MapPost("/api/users", CreateAsync);
        app.MapPost("/api/queue/tokens", JoinAsync);
        app.MapGet("/api/queue/tokens/current", PollAsync);
    }

    private static async Task<IResult> CreateAsync(NewUser user, RedisQueue line)
    {
        var userId = user.UserId ?? Guid.NewGuid().ToString("N");
        return await line.AddUserAsync(userId)
            ? Results.Json(
                new UserAnswer(userId, user.Name, 0),
                WireContext.Default.UserAnswer,
                statusCode: 201
            )
            : Results.StatusCode(409);
    }

    private static async Task<IResult> JoinAsync(
        JoinRequest request,
        RedisQueue line,
        TokenSigner signer,
        TimeProvider time
    )
    {
        var ahead = await line.JoinAsync(request.UserId);
        return ahead < 0
            ? Results.StatusCode(404)
            : Answer(signer.Sign(request.UserId), request.UserId, ahead, time, 201);
    }

    private static async Task<IResult> PollAsync(
        HttpRequest request,
        RedisQueue line,
        TokenSigner signer,
        TimeProvider time
    )
    {
        var token = request.Headers["Queue-Token"].ToString();
        if (signer.Read(token) is not { } userId)
        {
            return Results.StatusCode(401);
        }
        // Both commands are sent before the answer to either is awaited.
        var rank = line.RankAsync(userId);
        var seen = recordsSeen
            ? line.SeenAsync(userId, time.GetUtcNow().ToUnixTimeSeconds())
            : Task.CompletedTask;
        var ahead = await rank;
        await seen;
        return ahead is { } people ? Answer(token, userId, people, time, 200) : Results.StatusCode(401);
    }

    private static IResult Answer(string token, string userId, long ahead, TimeProvider time, int status) =>
        Results.Json(
            new TokenAnswer(
                token,
                "default",
                userId,
                "waiting",
                ahead + 1,
                ahead,
                new WaitAnswer(ahead / 20d, ahead / 10d, ahead / 5d),
                5,
                time.GetUtcNow()
            ),
            WireContext.Default.TokenAnswer,
            statusCode: status
        );
}

internal sealed record NewUser(string? UserId, string Name);

internal sealed record UserAnswer(string UserId, string Name, long Balance);

internal sealed record JoinRequest(string UserId);

internal sealed record WaitAnswer(double Low, double Likely, double High);

internal sealed record TokenAnswer(
    string Token,
    string QueueId,
    string UserId,
    string Status,
    long Rank,
    long Ahead,
    WaitAnswer EstimatedWaitSeconds,
    int PollAfterSeconds,
    DateTimeOffset IssuedAt
);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(NewUser))]
[JsonSerializable(typeof(UserAnswer))]
[JsonSerializable(typeof(JoinRequest))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class WireContext : JsonSerializerContext;
