using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Ticketing.Common;
using Ticketing.Users;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Users;

/// <summary>Users: make one, look one up.</summary>
internal static class UserRoutes
{
    /// <summary>Maps <c>/api/users</c>.</summary>
    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/api/users").WithTags("Users");
        users
            .MapPost("/", CreateAsync)
            .WithSummary("Makes a user with an empty wallet.")
            .Takes(typeof(CreateUserRequest))
            .Refuses(Problems.ValidationFailed, Problems.UserMismatch, Problems.UserExists);
        users.MapGet("/{userId}", FindAsync).WithSummary("One user.").Refuses(Problems.UserNotFound);
    }

    private static async Task<Results<Created<NewUserBody>, ApiProblem>> CreateAsync(
        HttpContext context,
        IGrainFactory grains,
        UserIds users,
        IOptions<AuthOptions> auth
    )
    {
        var (body, invalid) = await BodyReader.ReadAsync<CreateUserRequest>(context);
        if (body is null)
        {
            return invalid!;
        }
        var userId = body.UserId ?? Identity.Claimed(context, auth.Value) ?? Ids.New("user");
        if (!Identity.May(context, auth.Value, userId))
        {
            return new ApiProblem(Problems.UserMismatch);
        }
        if (!await grains.GetGrain<IUserGrain>(userId).CreateAsync(body.Name))
        {
            return new ApiProblem(Problems.UserExists);
        }
        users.Add(userId);
        return TypedResults.Created($"/api/users/{userId}", new NewUserBody(userId, body.Name, 0));
    }

    private static async Task<Results<Ok<UserBody>, ApiProblem>> FindAsync(
        string userId,
        IGrainFactory grains
    ) =>
        await grains.FindUserAsync(userId) is { } user
            ? TypedResults.Ok(new UserBody(user.UserId, user.Name))
            : new ApiProblem(Problems.UserNotFound);

    /// <summary>The user of that id, or null; an id that cannot be one costs no call.</summary>
    public static Task<UserAccount?> FindUserAsync(this IGrainFactory grains, string userId) =>
        Ids.IsValid(userId)
            ? grains.GetGrain<IUserDirectoryGrain>(IUserDirectoryGrain.Key).FindAsync(userId)
            : Task.FromResult<UserAccount?>(null);
}
