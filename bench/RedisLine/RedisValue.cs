using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Ticketing.Bench.RedisLine;

/// <summary>An answer of Redis.</summary>
/// <param name="Number">The whole number that it is, or that its text is.</param>
/// <param name="Text">Its text where it is no number.</param>
/// <param name="IsNull">Whether there is nothing.</param>
internal readonly record struct RedisValue(long Number, string? Text, bool IsNull)
{
    /// <summary>Reads the next answer; false when it is not complete.</summary>
    /// <exception cref="InvalidOperationException">Redis refused the command.</exception>
    public static bool TryRead(ref ReadOnlySequence<byte> from, out RedisValue value)
    {
        value = default;
        var reader = new SequenceReader<byte>(from);
        if (!reader.TryReadTo(out ReadOnlySpan<byte> line, "\r\n"u8))
        {
            return false;
        }
        if (line[0] == '$')
        {
            Utf8Parser.TryParse(line[1..], out int length, out _);
            if (length < 0)
            {
                value = new RedisValue(0, null, true);
            }
            else if (!reader.TryReadExact(length + 2, out var bytes))
            {
                return false;
            }
            else
            {
                value = Parse(bytes.Slice(0, length).ToArray());
            }
        }
        else
        {
            value = line[0] switch
            {
                (byte)':' => Parse(line[1..]),
                (byte)'+' => new RedisValue(0, Encoding.UTF8.GetString(line[1..]), false),
                _ => throw new InvalidOperationException(Encoding.UTF8.GetString(line)),
            };
        }
        from = from.Slice(reader.Position);
        return true;
    }

    private static RedisValue Parse(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out var used) && used == text.Length
            ? new RedisValue(number, null, false)
            : new RedisValue(0, Encoding.UTF8.GetString(text), false);
}
