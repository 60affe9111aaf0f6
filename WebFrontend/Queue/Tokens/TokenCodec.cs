using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Ticketing.Common;

namespace Ticketing.WebFrontend.Queue.Tokens;

/// <summary>
/// Writes and reads queue tokens: base64url of version, key tag, place number (5 bytes), time of issue (6 bytes of
/// milliseconds), the lengths of both ids, the ids at 7 bits a character, and 16 bytes of HMAC-SHA256 over all of it.
/// The same place always gives the same token. Reading one needs no lookup of any kind.
/// </summary>
internal sealed class TokenCodec(TokenKeyRing keys)
{
    /// <summary>The greatest length of a token, in characters: two ids of 64 make one of 194.</summary>
    public const int MaxLength = 200;

    private const byte Version = 1;
    private const int IdsAt = 18;
    private const int MacLength = 16;
    private const int MaxBytes = IdsAt + ((2 * Ids.MaxLength * 7) / 8) + MacLength;

    /// <summary>The token of that place.</summary>
    public QueueToken Write(string queueId, string userId, long number, DateTimeOffset issuedAt)
    {
        Span<byte> bytes = stackalloc byte[MaxBytes];
        var milliseconds = issuedAt.ToUnixTimeMilliseconds();
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[1..], keys.Signing.Tag);
        WriteNumber(bytes.Slice(5, 5), number);
        WriteNumber(bytes.Slice(10, 6), milliseconds);
        bytes[16] = (byte)queueId.Length;
        bytes[17] = (byte)userId.Length;
        var end = IdsAt + SevenBits.Pack(queueId, userId, bytes[IdsAt..]);
        Mac(keys.Signing, bytes[..end], bytes[end..]);
        var text = Base64Url.EncodeToString(bytes[..(end + MacLength)]);
        return new(text, queueId, userId, number, DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
    }

    /// <summary>What the token says, or null where it was not signed here.</summary>
    public QueueToken? Read(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }
        Span<byte> bytes = stackalloc byte[MaxLength];
        // The decoder overlooks spaces, padding and stray bits; a token has one form only.
        Span<char> canonical = stackalloc char[MaxLength];
        if (
            Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done
            || length < IdsAt + MacLength
            || length > MaxBytes
            || !canonical[..Base64Url.EncodeToChars(bytes[..length], canonical)].SequenceEqual(text)
        )
        {
            return null;
        }
        return ReadBytes(text, bytes[..length]);
    }

    private QueueToken? ReadBytes(string text, ReadOnlySpan<byte> bytes)
    {
        var (queueLength, userLength) = (bytes[16], bytes[17]);
        var end = bytes.Length - MacLength;
        if (
            bytes[0] != Version
            || keys.Find(BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..])) is not { } key
            || end != IdsAt + SevenBits.PackedLength(queueLength + userLength)
        )
        {
            return null;
        }
        Span<byte> mac = stackalloc byte[MacLength];
        Mac(key, bytes[..end], mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes[end..]))
        {
            return null;
        }
        Span<char> ids = stackalloc char[2 * Ids.MaxLength];
        SevenBits.Unpack(bytes[IdsAt..end], ids[..(queueLength + userLength)]);
        return new(
            text,
            new string(ids[..queueLength]),
            new string(ids.Slice(queueLength, userLength)),
            ReadNumber(bytes.Slice(5, 5)),
            DateTimeOffset.FromUnixTimeMilliseconds(ReadNumber(bytes.Slice(10, 6)))
        );
    }

    private static void Mac(TokenKey key, ReadOnlySpan<byte> payload, Span<byte> into)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        key.Mac(payload, whole);
        whole[..MacLength].CopyTo(into);
    }

    private static void WriteNumber(Span<byte> into, long value)
    {
        for (var i = into.Length - 1; i >= 0; i--)
        {
            into[i] = (byte)value;
            value >>= 8;
        }
    }

    private static long ReadNumber(ReadOnlySpan<byte> from)
    {
        long value = 0;
        foreach (var part in from)
        {
            value = (value << 8) | part;
        }
        return value;
    }
}
