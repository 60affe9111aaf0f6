using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Users;

/// <summary>Asks for a new user.</summary>
/// <param name="UserId">The id; one is made where it is left out.</param>
/// <param name="Name">What the user is called, 1 to 200 characters.</param>
internal sealed record CreateUserRequest(string? UserId, string Name) : IRequestBody<CreateUserRequest>
{
    private const int MaxNameLength = 200;

    /// <inheritdoc/>
    public static CreateUserRequest Read(JsonMembers members) =>
        new(members.OptionalId("userId"), members.Text("name", MaxNameLength));
}

/// <summary>A user who was just made.</summary>
internal sealed record NewUserBody(string UserId, string Name, long Balance);

/// <summary>A user.</summary>
internal sealed record UserBody(string UserId, string Name);
