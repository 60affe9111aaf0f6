using System.Net.Http.Headers;
using System.Text;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Admin;

/// <summary>
/// Lets operators through to the dashboard: with the header that all their calls have, or, as no browser sends that by
/// itself, with the key as the password of HTTP's own dialogue, whatever the user name. Only the dashboard takes the
/// password: it changes nothing, so a page of somebody else that makes a browser send it along gains nothing.
/// </summary>
internal sealed class DashboardGuard(RequestDelegate next, AdminKey key)
{
    private const string Scheme = "Basic";

    public Task InvokeAsync(HttpContext context)
    {
        if (
            key.IsShownBy(context.Request)
            || (PasswordOf(context.Request) is { } password && key.Is(password))
        )
        {
            return next(context);
        }

        context.Response.Headers.WWWAuthenticate = $"{Scheme} realm=\"Operators\", charset=\"UTF-8\"";
        return new ApiProblem(Problems.AdminKeyInvalid).ExecuteAsync(context);
    }

    // "Basic " and the Base64 of user:password.
    private static string? PasswordOf(HttpRequest request)
    {
        if (
            request.Headers.Authorization is not [{ Length: <= 4096 } header]
            || !AuthenticationHeaderValue.TryParse(header, out var shown)
            || !shown.Scheme.Equals(Scheme, StringComparison.OrdinalIgnoreCase)
            || shown.Parameter is not { } encoded
        )
        {
            return null;
        }

        var bytes = new byte[encoded.Length];
        return
            Convert.TryFromBase64String(encoded, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password]
            ? password
            : null;
    }
}
