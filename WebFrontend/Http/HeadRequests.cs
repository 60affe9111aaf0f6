namespace Ticketing.WebFrontend.Http;

/// <summary>
/// Answers HEAD wherever GET is answered: the request runs as a GET with all that stands before it (gate, rate limits),
/// and the HTTP server, which still knows what was asked, sends the headers and drops the body.
/// </summary>
internal sealed class HeadRequests(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        HttpMethods.IsHead(context.Request.Method) ? RunAsGetAsync(context) : next(context);

    private async Task RunAsGetAsync(HttpContext context)
    {
        context.Features.Set(new HeadersOnly());
        context.Request.Method = HttpMethods.Get;
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = HttpMethods.Head;
        }
    }
}

/// <summary>Marks a request whose caller asked for the headers alone.</summary>
internal sealed record HeadersOnly;

/// <summary>What HEAD means to those who answer.</summary>
internal static class HeadExtensions
{
    /// <summary>Whether the caller asked for the headers alone: an answer that never ends must end after them.</summary>
    public static bool AsksForHeadersOnly(this HttpContext context) =>
        context.Features.Get<HeadersOnly>() is not null;

    /// <summary>Names HEAD in <c>Allow</c> where GET is named: routes say only the latter of themselves.</summary>
    public static void AllowHead(this HttpResponse response)
    {
        var allowed = response.Headers.Allow.ToString();
        if (allowed.Split(", ").Contains(HttpMethods.Get))
        {
            response.Headers.Allow = $"{allowed}, {HttpMethods.Head}";
        }
    }
}
