using System.Buffers.Text;
using System.Globalization;

namespace Orleans.Runtime;

/// <summary>Keys that are integers (written in hexadecimal) or <see cref="Guid"/>s (32 hexadecimal digits).</summary>
public static class GrainIdKeyExtensions
{
    /// <summary>The key of a grain whose key is an integer.</summary>
    public static IdSpan CreateIntegerKey(long key) =>
        IdSpan.Create(key.ToString("X", CultureInfo.InvariantCulture));

    /// <summary>The key of a grain whose key is a <see cref="Guid"/>.</summary>
    public static IdSpan CreateGuidKey(Guid key) => IdSpan.Create(key.ToString("N"));

    /// <summary>Reads an integer key; <paramref name="keyExt"/> is what follows a plus sign, if there is one.</summary>
    public static bool TryGetIntegerKey(this GrainId grainId, out long key, out string? keyExt)
    {
        var text = SplitExtension(grainId, out keyExt);
        return Utf8Parser.TryParse(text, out key, out var length, 'X') && length == text.Length;
    }

    /// <summary>Reads a <see cref="Guid"/> key; <paramref name="keyExt"/> is what follows a plus sign, if there is one.</summary>
    public static bool TryGetGuidKey(this GrainId grainId, out Guid key, out string? keyExt)
    {
        var text = SplitExtension(grainId, out keyExt);
        key = default;
        return text.Length == 32 && Utf8Parser.TryParse(text, out key, out var length, 'N') && length == 32;
    }

    private static ReadOnlySpan<byte> SplitExtension(GrainId grainId, out string? extension)
    {
        var text = grainId.Key.AsSpan();
        var plus = text.IndexOf((byte)'+');
        extension = plus < 0 ? null : System.Text.Encoding.UTF8.GetString(text[(plus + 1)..]);
        return plus < 0 ? text : text[..plus];
    }
}
