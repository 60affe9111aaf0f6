using Ticketing.Common;

namespace Ticketing.Users;

/// <summary>
/// Owns one account; the key is the user id. It is only called to make an account: whether one exists is
/// asked of the directory, which makes no activation. So its activation ends once the account is made.
/// </summary>
[GrainType(StateNames.User)]
internal sealed class UserGrain(
    [PersistentState(StateNames.User, Records.StorageName)] IPersistentState<UserState> user,
    KnownUsers known,
    UserIds ids,
    TimeProvider time
) : PersistingGrain, IUserGrain
{
    /// <inheritdoc/>
    public async Task<bool> CreateAsync(string name)
    {
        if (user.RecordExists)
        {
            return false;
        }

        await PersistAsync(user, new UserState { Name = name, CreatedAt = time.GetUtcNow() });
        var userId = this.GetPrimaryKeyString();
        known.Add(new UserAccount(userId, name));
        ids.Add(userId);

        // Only here: were it every call, those that wait in a crowd would move from activation to activation.
        DeactivateOnIdle();
        return true;
    }
}
