using Orleans.Storage;
using Ticketing.Common;

namespace Ticketing.Users;

/// <summary>
/// Owns one account; the key is the user id. It is only called to make an account: whether one exists is
/// asked of the directory, which makes no activation. So its activation ends once the account is made, and
/// it is a worker of whichever silo is asked: a place in the cluster's grain directory would cost more than
/// the account. Where two silos make the same account, storage lets one of them.
/// </summary>
[StatelessWorker(maxLocalWorkers: 1)]
[GrainType(StateNames.User)]
internal sealed class UserGrain(
    [PersistentState(StateNames.User, Records.StorageName)] IPersistentState<UserState> user,
    KnownUsers known,
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

        try
        {
            await PersistAsync(user, new UserState { Name = name, CreatedAt = time.GetUtcNow() });
        }
        catch (InconsistentStateException)
        {
            // Another silo made it since this one looked.
            return false;
        }

        known.Add(new UserAccount(this.GetPrimaryKeyString(), name));

        // Only here: were it every call, those that wait in a crowd would move from activation to activation.
        DeactivateOnIdle();
        return true;
    }
}
