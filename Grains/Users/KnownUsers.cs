using Microsoft.Extensions.Options;

namespace Ticketing.Users;

/// <summary>The users that this process was asked for lately; those not found are never remembered.</summary>
internal sealed class KnownUsers(IOptions<UserOptions> options)
{
    private readonly Lock _gate = new();
    private readonly RecentlyFound<UserAccount> _found = new(options.Value.RememberedUsers);

    public UserAccount? Find(string userId)
    {
        lock (_gate)
        {
            return _found.Find(userId);
        }
    }

    public void Add(UserAccount user)
    {
        lock (_gate)
        {
            _found.Add(user.UserId, user);
        }
    }
}
