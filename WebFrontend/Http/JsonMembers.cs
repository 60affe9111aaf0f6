using System.Globalization;
using System.Text.Json;
using Ticketing.Common;

namespace Ticketing.WebFrontend.Http;

/// <summary>
/// Reads the members of a JSON object and gathers everything that is wrong with them. Unknown members are ignored; of
/// a member given twice the last one counts; <c>null</c> is the same as leaving it out.
/// </summary>
internal sealed class JsonMembers(JsonElement json)
{
    /// <summary>What is wrong, by member; null where nothing is.</summary>
    public Dictionary<string, List<Words>>? Errors { get; private set; }

    /// <summary>An id that must be there.</summary>
    public string Id(string name) => Find(name) is { } value ? ReadId(name, value) : Missing(name, "");

    /// <summary>An id, or null.</summary>
    public string? OptionalId(string name) => Find(name) is { } value ? ReadId(name, value) : null;

    /// <summary>A text of 1 to <paramref name="max"/> characters, without spaces around it.</summary>
    public string Text(string name, int max)
    {
        if (Find(name) is not { } value)
        {
            return Missing(name, "");
        }
        if (ReadString(name, value) is not { } text)
        {
            return "";
        }
        text = text.Trim();
        // Control characters are never meant, and one database cannot store the zero character at all.
        return text.Length > 0 && text.Length <= max && !text.Any(char.IsControl)
            ? text
            : Wrong(
                name,
                "",
                new(
                    $"Must have 1 to {max} characters and no line breaks or other control characters.",
                    $"1자에서 {max}자까지여야 하며 줄바꿈 같은 제어 문자는 쓸 수 없습니다."
                )
            );
    }

    /// <summary>A whole number that must be there.</summary>
    public long Integer(string name, long min = long.MinValue, long max = long.MaxValue) =>
        Find(name) is { } value ? ReadInteger(name, value, min, max) : Missing(name, 0L);

    /// <summary>A whole number, or null.</summary>
    public int? OptionalInteger(string name, int min, int max) =>
        Find(name) is { } value ? (int)ReadInteger(name, value, min, max) : null;

    /// <summary>True or false, or null.</summary>
    public bool? OptionalBoolean(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? value.GetBoolean()
            : Wrong(name, false, new("Must be true or false.", "true 또는 false여야 합니다."));
    }

    /// <summary>An instant with its offset that must be there.</summary>
    public DateTimeOffset Instant(string name)
    {
        if (Find(name) is not { } value)
        {
            return Missing(name, default(DateTimeOffset));
        }
        return
            value.ValueKind == JsonValueKind.String
            && value.TryGetDateTimeOffset(out var instant)
            && HasOffset(value.GetString()!)
            ? instant
            : Wrong(
                name,
                default(DateTimeOffset),
                new(
                    "Must be ISO 8601 with an offset: 2026-12-24T19:30:00+09:00.",
                    "오프셋이 있는 ISO 8601 형식이어야 합니다: 2026-12-24T19:30:00+09:00"
                )
            );
    }

    private static bool HasOffset(string text) =>
        text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':');

    private JsonElement? Find(string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string ReadId(string name, JsonElement value)
    {
        if (ReadString(name, value) is not { } id)
        {
            return "";
        }
        return Ids.IsValid(id)
            ? id
            : Wrong(
                name,
                "",
                new(
                    "Must have 1 to 64 characters out of A-Z a-z 0-9 . _ - @ + : and begin with a letter or digit.",
                    "영문자, 숫자, . _ - @ + : 로 된 1~64자이며 영문자나 숫자로 시작해야 합니다."
                )
            );
    }

    private string? ReadString(string name, JsonElement value)
    {
        var words = new Words("Must be a text.", "문자열이어야 합니다.");
        if (value.ValueKind != JsonValueKind.String)
        {
            return Wrong<string?>(name, null, words);
        }
        try
        {
            return value.GetString();
        }
        // An escape of half a surrogate pair is JSON, but no text.
        catch (InvalidOperationException)
        {
            return Wrong<string?>(name, null, words);
        }
    }

    private long ReadInteger(string name, JsonElement value, long min, long max)
    {
        if (
            value.ValueKind == JsonValueKind.Number
            && value.TryGetInt64(out var number)
            && number >= min
            && number <= max
        )
        {
            return number;
        }
        var range =
            min == long.MinValue ? "" : string.Create(CultureInfo.InvariantCulture, $" ({min} … {max})");
        return Wrong(
            name,
            Math.Max(min, 0L),
            new($"Must be a whole number{range}.", $"정수여야 합니다{range}.")
        );
    }

    private T Missing<T>(string name, T value) => Wrong(name, value, new("Is missing.", "필수 항목입니다."));

    private T Wrong<T>(string name, T value, Words error)
    {
        Errors ??= [];
        if (!Errors.TryGetValue(name, out var errors))
        {
            Errors[name] = errors = [];
        }
        errors.Add(error);
        return value;
    }
}
