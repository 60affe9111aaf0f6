using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Queue.Gate;

/// <summary>Settings of who is believed, section <c>Auth</c>.</summary>
internal sealed class AuthOptions : ICheckedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Auth";

    /// <summary>
    /// The header in which a signing-in proxy says who the caller is. Where it is set, no call in the name of
    /// another user is taken. The proxy must remove that header from what its own callers send.
    /// </summary>
    public string? UserIdHeader { get; set; }

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    public IEnumerable<string> Problems()
    {
        if (
            UserIdHeader is not null
            && (
                UserIdHeader.Length is 0 or > 100
                || !UserIdHeader.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            )
        )
        {
            yield return "Auth:UserIdHeader must be the name of a header, for example X-User-Id.";
        }
    }
}

/// <summary>Compares what the signing-in proxy says with what a request says.</summary>
internal static class Identity
{
    /// <summary>Whether the header names exactly that user.</summary>
    public static bool Is(HttpContext context, string header, string userId) =>
        context.Request.Headers[header] is [{ } named]
        && string.Equals(named, userId, StringComparison.Ordinal);

    /// <summary>The user whom the signing-in proxy names, in the form of an id; null where there is none.</summary>
    public static string? Claimed(HttpContext context, AuthOptions auth) =>
        auth.UserIdHeader is { } header
        && context.Request.Headers[header] is [{ } named]
        && Common.Ids.IsValid(named)
            ? named
            : null;

    /// <summary>Whether the caller may act as that user on a route without a token.</summary>
    public static bool May(HttpContext context, AuthOptions auth, string userId) =>
        auth.UserIdHeader is not { } header || Is(context, header, userId);
}
