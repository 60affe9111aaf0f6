using System.Security.Cryptography;
using System.Text;

namespace Ticketing.WebFrontend.Queue.Tokens;

/// <summary>One key.</summary>
/// <param name="tag">Four bytes that name it in a token.</param>
/// <param name="secret">The key itself.</param>
internal sealed class TokenKey(uint tag, byte[] secret)
{
    // Making one costs more than its use, and it serves one thread at a time.
    private readonly ThreadLocal<IncrementalHash> _hash = new(() =>
        IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret)
    );

    /// <summary>The name.</summary>
    public uint Tag => tag;

    /// <summary>Writes the HMAC-SHA256 of that payload.</summary>
    public void Mac(ReadOnlySpan<byte> payload, Span<byte> into)
    {
        var hash = _hash.Value!;
        hash.AppendData(payload);
        hash.GetHashAndReset(into);
    }
}

/// <summary>The keys that tokens are signed with: the first one signs, all of them verify.</summary>
internal sealed class TokenKeyRing
{
    private readonly TokenKey[] _keys;

    /// <summary>Makes the ring of keys in their order.</summary>
    /// <exception cref="ArgumentException">There is none, or two have one name.</exception>
    public TokenKeyRing(IEnumerable<SigningKey> signingKeys)
    {
        _keys = [.. signingKeys.Select(key => new TokenKey(Tag(key.Id), Encoding.UTF8.GetBytes(key.Key)))];
        if (_keys.Length == 0 || _keys.DistinctBy(key => key.Tag).Count() != _keys.Length)
        {
            throw new ArgumentException("There must be a key, and each must have a name of its own.");
        }
    }

    /// <summary>The key that signs.</summary>
    public TokenKey Signing => _keys[0];

    /// <summary>The key with that tag, or null.</summary>
    public TokenKey? Find(uint tag)
    {
        foreach (var key in _keys)
        {
            if (key.Tag == tag)
            {
                return key;
            }
        }
        return null;
    }

    private static uint Tag(string id) =>
        BitConverter.ToUInt32(SHA256.HashData(Encoding.UTF8.GetBytes(id)), 0);
}
