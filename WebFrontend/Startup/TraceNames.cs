using System.Diagnostics;

namespace Ticketing.WebFrontend.Startup;

/// <summary>
/// Says in each trace which route was called and how it was answered: the framework's activities alone do not. Ids stay
/// out of it, as the route has only their places. It is there only where traces are sent.
/// </summary>
internal sealed class TraceNames(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (Activity.Current is { IsAllDataRequested: true } activity)
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "none";
            activity.DisplayName = $"{context.Request.Method} {route}";
            activity.SetTag("http.request.method", context.Request.Method);
            activity.SetTag("http.route", route);
            activity.SetTag("http.response.status_code", context.Response.StatusCode);
        }
    }
}
