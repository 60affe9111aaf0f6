namespace Ticketing.Users;

/// <summary>One user's account: that it exists, and its name. The key is the user id.</summary>
[Alias("Ticketing.IUserGrain")]
public interface IUserGrain : IGrainWithStringKey
{
    /// <summary>
    /// Effect: makes the account. Idempotency: a second call changes nothing and answers false.
    /// Outcomes: true, made; false, the id is taken. A time-out leaves unknown whether it was made: ask again.
    /// </summary>
    /// <param name="name">What the user is called, 1 to 200 characters.</param>
    Task<bool> CreateAsync(string name);
}

/// <summary>
/// Looks users up by id without making an activation for each: a random id costs one read of storage and leaves
/// nothing behind. The key is always <see cref="Key"/>.
/// </summary>
[Alias("Ticketing.IUserDirectoryGrain")]
public interface IUserDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>The one key of the directory.</summary>
    const long Key = 0;

    /// <summary>Effect: none. Outcomes: the user, or null where there is none of that id.</summary>
    Task<UserAccount?> FindAsync(string userId);
}

/// <summary>A user who exists.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.UserAccount")]
public sealed record UserAccount([property: Id(0)] string UserId, [property: Id(1)] string Name);
