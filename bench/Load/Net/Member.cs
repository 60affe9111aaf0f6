using System.Buffers.Text;

namespace Ticketing.Bench.Load.Net;

/// <summary>
/// Finds a member's value in JSON by its name alone. Good enough for answers whose shape is known; a parser would cost as much as
/// the rest of the client.
/// </summary>
internal static class Member
{
    /// <summary>The text of a member, without its quotes; empty when there is none.</summary>
    /// <param name="json">The answer.</param>
    /// <param name="name">The name in quotes, with the colon: <c>"token":</c>.</param>
    public static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        var at = json.IndexOf(name);
        if (at < 0)
        {
            return default;
        }
        var rest = json[(at + name.Length)..].TrimStart((byte)' ');
        if (rest.IsEmpty || rest[0] != '"')
        {
            return default;
        }
        var end = rest[1..].IndexOf((byte)'"');
        return end < 0 ? default : rest[1..(end + 1)];
    }

    /// <summary>The whole number of a member; <paramref name="otherwise"/> when there is none.</summary>
    public static long Number(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name, long otherwise = -1)
    {
        var at = json.IndexOf(name);
        return
            at >= 0
            && Utf8Parser.TryParse(json[(at + name.Length)..].TrimStart((byte)' '), out long value, out _)
            ? value
            : otherwise;
    }
}
