using Microsoft.Extensions.Options;
using Ticketing.Common;

namespace Ticketing.Users;

/// <summary>
/// Looks accounts up by reading their rows, so an id that nobody has leaves neither an activation nor a row behind.
/// Accounts never change, so those found are remembered; those not found are asked for again each time.
/// </summary>
[StatelessWorker]
internal sealed class UserDirectoryGrain(Records records, IOptions<UserOptions> options)
    : Grain,
        IUserDirectoryGrain
{
    private readonly RecentlyFound<UserAccount> _known = new(options.Value.RememberedUsers);

    /// <inheritdoc/>
    public async Task<UserAccount?> FindAsync(string userId)
    {
        if (_known.Find(userId) is { } known)
        {
            return known;
        }

        var user = await records.ReadAsync<UserState>(StateNames.User, userId);
        if (!user.RecordExists)
        {
            return null;
        }

        var account = new UserAccount(userId, user.State!.Name);
        _known.Add(userId, account);
        return account;
    }
}
