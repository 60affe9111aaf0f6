using System.Text.Json;

namespace Ticketing.Rehearsal.Api;

/// <summary>
/// Walks the members of JSON objects with a <see cref="Utf8JsonReader"/>, so that an answer is read without a document or a
/// serializer. All throw <see cref="JsonException"/> where the JSON is broken or a member has another type.
/// </summary>
internal static class JsonMembers
{
    /// <summary>Starts at the object that the body is.</summary>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body);
        reader.Read();
        return Expect(reader.TokenType == JsonTokenType.StartObject) ? reader : default;
    }

    /// <summary>Moves to the next member of the object, with its value as current; false at the object's end.</summary>
    /// <remarks>Call it with the reader on a property's name read by <see cref="Name"/>, or at the object's start.</remarks>
    public static bool Name(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves into an array value.</summary>
    public static void EnterArray(ref Utf8JsonReader reader)
    {
        reader.Read();
        Expect(reader.TokenType == JsonTokenType.StartArray);
    }

    /// <summary>Moves to the next object of the array; false at the array's end.</summary>
    public static bool NextObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType != JsonTokenType.EndArray
            && Expect(reader.TokenType == JsonTokenType.StartObject);
    }

    /// <summary>The member's value as text; a number as it is written; null for null.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            JsonTokenType.String => reader.GetString(),
            _ => throw new JsonException("A text was expected."),
        };
    }

    /// <summary>The member's value as a whole number.</summary>
    public static long Number(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value)
            ? value
            : throw new JsonException("A whole number was expected.");
    }

    /// <summary>The member's value as a number; 0 for null.</summary>
    public static double Real(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => 0,
            JsonTokenType.Number => reader.GetDouble(),
            _ => throw new JsonException("A number was expected."),
        };
    }

    /// <summary>The member's value as true or false.</summary>
    public static bool Flag(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw new JsonException("true or false was expected."),
        };
    }

    /// <summary>The member's value as a point in time; null for null.</summary>
    public static DateTimeOffset? Time(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.Null => null,
            JsonTokenType.String when reader.TryGetDateTimeOffset(out var at) => at,
            _ => throw new JsonException("A time with offset was expected."),
        };
    }

    /// <summary>Passes over the member's value.</summary>
    public static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    /// <summary>The value, where the contract promises one.</summary>
    public static string Required(string? value, string member) =>
        value ?? throw new JsonException($"The member '{member}' is missing.");

    private static bool Expect(bool condition) =>
        condition ? true : throw new JsonException("An object or an array was expected.");
}
