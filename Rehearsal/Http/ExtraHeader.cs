using System.Net.Http.Headers;

namespace Ticketing.Rehearsal.Http;

/// <summary>A header that the operator wants on every request; {user} in its value stands for the user's id.</summary>
internal sealed record ExtraHeader(string Name, string Value)
{
    private const string User = "{user}";

    /// <summary>Reads <c>Name: value</c>.</summary>
    /// <returns>The header, or a sentence that says what is wrong with it.</returns>
    public static (ExtraHeader? Header, string? Refusal) Parse(string text)
    {
        if (text.Split(':', 2, StringSplitOptions.TrimEntries) is not [var name, var value])
        {
            return (null, $"--header {text}: must be like \"Name: value\".");
        }
        using var trial = new HttpRequestMessage();
        if (!trial.Headers.TryAddWithoutValidation(name, value))
        {
            return (null, $"--header {text}: '{name}' cannot be the name of a request header.");
        }
        return value.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? (null, $"--header {text}: the value may have visible ASCII characters and spaces only.")
            : (new(name, value), null);
    }

    /// <summary>Adds it to a request.</summary>
    /// <param name="headers">The headers of the request.</param>
    /// <param name="userId">Whose request it is; null: an operator's, which has no header that names the user.</param>
    public void AddTo(HttpRequestHeaders headers, string? userId)
    {
        if (userId is not null || !Value.Contains(User))
        {
            headers.TryAddWithoutValidation(Name, Value.Replace(User, userId));
        }
    }
}
