namespace Ticketing.WebFrontend.Queue.Tokens;

/// <summary>Packs ASCII text at 7 bits a character, so that two long ids still fit into a token.</summary>
internal static class SevenBits
{
    /// <summary>How many bytes that many characters take.</summary>
    public static int PackedLength(int characters) => ((characters * 7) + 7) / 8;

    /// <summary>Packs both texts one after the other; answers how many bytes that took.</summary>
    public static int Pack(string first, string second, Span<byte> into)
    {
        var written = 0;
        uint bits = 0;
        var count = 0;
        for (var i = 0; i < first.Length + second.Length; i++)
        {
            var character = i < first.Length ? first[i] : second[i - first.Length];
            bits = (bits << 7) | (character & 0x7Fu);
            count += 7;
            if (count >= 8)
            {
                count -= 8;
                into[written++] = (byte)(bits >> count);
            }
        }
        if (count > 0)
        {
            into[written++] = (byte)(bits << (8 - count));
        }
        return written;
    }

    /// <summary>Unpacks as many characters as there is room for.</summary>
    public static void Unpack(ReadOnlySpan<byte> from, Span<char> into)
    {
        uint bits = 0;
        var count = 0;
        var next = 0;
        for (var i = 0; i < into.Length; i++)
        {
            if (count < 7)
            {
                bits = (bits << 8) | from[next++];
                count += 8;
            }
            count -= 7;
            into[i] = (char)((bits >> count) & 0x7F);
        }
    }
}
