using Ticketing.Common;

namespace Ticketing.Users;

/// <summary>
/// Looks accounts up by reading their rows, so an id that nobody has leaves neither an activation nor a row
/// behind. Accounts never change, so those found are remembered; those not found are asked for again each
/// time. There are many workers because each waits for its read, and the storage gathers the reads that wait
/// into one.
/// </summary>
[StatelessWorker(maxLocalWorkers: 256)]
internal sealed class UserDirectoryGrain(Records records, KnownUsers known) : Grain, IUserDirectoryGrain
{
    /// <inheritdoc/>
    public async Task<UserAccount?> FindAsync(string userId)
    {
        if (known.Find(userId) is { } found)
        {
            return found;
        }

        var user = await records.ReadAsync<UserState>(StateNames.User, userId);
        if (!user.RecordExists)
        {
            return null;
        }

        var account = new UserAccount(userId, user.State!.Name);
        known.Add(account);
        return account;
    }
}
