using System.Buffers;
using System.Text.Json;

namespace Ticketing.Rehearsal.Api;

/// <summary>Writes the small request bodies.</summary>
internal static class JsonBody
{
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? kept;

    /// <summary>Writes an object; a null text is left out.</summary>
    public static byte[] Of(params ReadOnlySpan<(string Name, string? Value)> texts) => Of(texts, null, 0);

    /// <summary>Writes an object of texts with one whole number at its end; a null text or name is left out.</summary>
    public static byte[] Of(ReadOnlySpan<(string Name, string? Value)> texts, string? numberName, long number)
    {
        var (buffer, writer) = kept ??= Make();
        buffer.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        foreach (var (name, value) in texts)
        {
            if (value is not null)
            {
                writer.WriteString(name, value);
            }
        }
        if (numberName is not null)
        {
            writer.WriteNumber(numberName, number);
        }
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Make()
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        return (buffer, new Utf8JsonWriter(buffer));
    }
}
