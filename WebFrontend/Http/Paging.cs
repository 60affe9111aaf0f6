using System.Globalization;

namespace Ticketing.WebFrontend.Http;

/// <summary>Which part of a list is asked for: <c>?before=&amp;limit=</c>.</summary>
/// <param name="Before">Entries with numbers below this one; 0: the newest.</param>
/// <param name="Limit">How many at most, 1 to <see cref="MaxLimit"/>.</param>
internal readonly record struct Paging(long Before, int Limit)
{
    /// <summary>How many entries one answer has where nothing is asked for.</summary>
    public const int DefaultLimit = 20;

    /// <summary>How many entries one answer has at most.</summary>
    public const int MaxLimit = 100;

    /// <summary>Reads it, or says what is wrong with it.</summary>
    public static ApiProblem? Read(HttpRequest request, out Paging paging)
    {
        var before = QueryValues.Integer(request, "before", 0, 1, long.MaxValue, out var wrong);
        var limit = QueryValues.Integer(request, "limit", DefaultLimit, 1, MaxLimit, out var alsoWrong);
        paging = new(before, (int)limit);
        return wrong ?? alsoWrong;
    }
}

/// <summary>Reads single values of a query string.</summary>
internal static class QueryValues
{
    /// <summary>A whole number; <paramref name="absent"/> where it is left out.</summary>
    public static long Integer(
        HttpRequest request,
        string name,
        long absent,
        long min,
        long max,
        out ApiProblem? wrong
    )
    {
        wrong = null;
        var values = request.Query[name];
        if (values.Count == 0)
        {
            return absent;
        }
        if (
            values.Count == 1
            && long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min
            && number <= max
        )
        {
            return number;
        }
        var range = max == long.MaxValue ? $"{min} …" : $"{min} … {max}";
        wrong = ApiProblem.Invalid(
            name,
            new($"Must be one whole number ({range}).", $"하나의 정수여야 합니다 ({range}).")
        );
        return absent;
    }

    /// <summary>One of a few words; null where it is left out.</summary>
    public static string? OneOf(HttpRequest request, string name, string[] words, out ApiProblem? wrong)
    {
        wrong = null;
        var values = request.Query[name];
        if (values.Count == 0)
        {
            return null;
        }
        if (values.Count == 1 && words.Contains(values[0], StringComparer.Ordinal))
        {
            return values[0];
        }
        var list = string.Join(", ", words);
        wrong = ApiProblem.Invalid(name, new($"Must be one of: {list}.", $"다음 중 하나여야 합니다: {list}"));
        return null;
    }
}
