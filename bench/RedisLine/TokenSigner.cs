using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Ticketing.Bench.RedisLine;

/// <summary>Tokens that name the user and are signed, so that a poll needs nothing from Redis but the rank.</summary>
internal sealed class TokenSigner(byte[] key)
{
    private const int SignatureBytes = 32;

    // One for each thread, made once: that costs more than its use.
    private readonly ThreadLocal<IncrementalHash> hash = new(() =>
        IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key)
    );

    /// <summary>Makes a token.</summary>
    public string Sign(string userId)
    {
        Span<byte> bytes = stackalloc byte[SignatureBytes + 128];
        var length = Encoding.UTF8.GetBytes(userId, bytes[SignatureBytes..]);
        Mac(bytes.Slice(SignatureBytes, length), bytes);
        return Base64Url.EncodeToString(bytes[..(SignatureBytes + length)]);
    }

    /// <summary>The user that a token names; null where it is forged.</summary>
    public string? Read(string token)
    {
        Span<byte> bytes = stackalloc byte[256];
        Span<byte> expected = stackalloc byte[SignatureBytes];
        if (
            token.Length is 0 or > 200
            || !Base64Url.TryDecodeFromChars(token, bytes, out var length)
            || length <= SignatureBytes
        )
        {
            return null;
        }
        var user = bytes[SignatureBytes..length];
        Mac(user, expected);
        return CryptographicOperations.FixedTimeEquals(expected, bytes[..SignatureBytes])
            ? Encoding.UTF8.GetString(user)
            : null;
    }

    private void Mac(ReadOnlySpan<byte> payload, Span<byte> into)
    {
        hash.Value!.AppendData(payload);
        hash.Value!.GetHashAndReset(into);
    }
}
