namespace Ticketing.WebFrontend.Queue.Tokens;

/// <summary>
/// Reads the header <c>Queue-Token</c> once for each request, before anything that counts or refuses by it. It
/// refuses nothing itself.
/// </summary>
internal sealed class TokenReaderMiddleware(RequestDelegate next, TokenCodec tokens)
{
    /// <summary>The header; tokens are never taken from anywhere else.</summary>
    public const string Header = "Queue-Token";

    public Task InvokeAsync(HttpContext context)
    {
        // Two headers of one name say two things: neither is believed.
        if (
            context.Request.Headers.TryGetValue(Header, out var values)
            && values.Count == 1
            && tokens.Read(values.ToString()) is { } token
        )
        {
            context.Features.Set(token);
        }
        return next(context);
    }
}
