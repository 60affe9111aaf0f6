using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Ticketing.Common;

namespace Ticketing.Users;

/// <summary>
/// Which ids users have, as far as this process has seen: whoever joins a line is looked up, and a crowd of a million would
/// read a million rows for a yes. Accounts are never taken back, so a yes stays true; a no is never remembered. An id is kept as
/// the first 16 bytes of its SHA-256, a sixth of what the text would take; nobody can find two ids that share them.
/// </summary>
public sealed class UserIds(IGrainFactory grains, IOptions<UserOptions> options)
{
    private readonly Lock _gate = new();
    private readonly int _half = options.Value.RememberedIds / 2;
    private HashSet<UInt128> _younger = [];
    private HashSet<UInt128> _older = [];

    /// <summary>Whether there is a user of that id; one that cannot be an id costs no call.</summary>
    public ValueTask<bool> ExistsAsync(string userId)
    {
        if (!Ids.IsValid(userId))
        {
            return ValueTask.FromResult(false);
        }
        return Knows(userId) ? ValueTask.FromResult(true) : AskAsync(userId);
    }

    /// <summary>Whether it is remembered. What is asked for stays; what is not is dropped first.</summary>
    internal bool Knows(string userId)
    {
        var digest = DigestOf(userId);
        lock (_gate)
        {
            if (_younger.Contains(digest))
            {
                return true;
            }
            var isKnown = _older.Remove(digest);
            if (isKnown)
            {
                Add(digest);
            }
            return isKnown;
        }
    }

    /// <summary>Remembers the id of a user who exists, as who made the account knows.</summary>
    public void Add(string userId)
    {
        var digest = DigestOf(userId);
        lock (_gate)
        {
            Add(digest);
        }
    }

    private void Add(UInt128 digest)
    {
        if (_younger.Count >= _half)
        {
            (_older, _younger) = (_younger, []);
        }
        _younger.Add(digest);
    }

    private async ValueTask<bool> AskAsync(string userId)
    {
        var directory = grains.GetGrain<IUserDirectoryGrain>(IUserDirectoryGrain.Key);
        if (await directory.FindAsync(userId) is null)
        {
            return false;
        }
        Add(userId);
        return true;
    }

    private static UInt128 DigestOf(string userId)
    {
        // An id that is valid has 64 ASCII characters at most.
        Span<byte> text = stackalloc byte[Ids.MaxLength];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.ASCII.GetBytes(userId, text)], digest);
        return BinaryPrimitives.ReadUInt128LittleEndian(digest);
    }
}
