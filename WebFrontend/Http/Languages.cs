using Microsoft.Net.Http.Headers;

namespace Ticketing.WebFrontend.Http;

/// <summary>Picks the language of a refusal from <c>Accept-Language</c>.</summary>
internal static class Languages
{
    /// <summary>The name of the language in <c>Content-Language</c>.</summary>
    public static string Tag(this Language language) => language == Language.Korean ? "ko" : "en";

    /// <summary>Korean where it is preferred to English; English otherwise, also for a header that cannot be read.</summary>
    public static Language Of(HttpRequest request)
    {
        var header = request.Headers.AcceptLanguage;
        if (header.Count == 0 || !StringWithQualityHeaderValue.TryParseList(header, out var wishes))
        {
            return Language.English;
        }
        double korean = 0;
        double english = 0;
        foreach (var wish in wishes)
        {
            var quality = wish.Quality ?? 1;
            if (IsLanguage(wish.Value.AsSpan(), "ko"))
            {
                korean = Math.Max(korean, quality);
            }
            else if (IsLanguage(wish.Value.AsSpan(), "en"))
            {
                english = Math.Max(english, quality);
            }
        }
        if (korean != english)
        {
            return korean > english ? Language.Korean : Language.English;
        }
        // Of two that are wished for equally, the one that is named first.
        return korean > 0 && IsLanguage(wishes[0].Value.AsSpan(), "ko") ? Language.Korean : Language.English;
    }

    private static bool IsLanguage(ReadOnlySpan<char> tag, string language) =>
        tag.StartsWith(language, StringComparison.OrdinalIgnoreCase)
        && (tag.Length == language.Length || tag[language.Length] == '-');
}
