using Ticketing.Hosting;

namespace Ticketing.WebFrontend.Http;

/// <summary>
/// The outermost part of every request: counts it while it runs, refuses it while the server stops or may have lost its
/// place in the cluster, turns what is thrown into a refusal, and gives answers that the framework left empty (404,
/// 405 …) a body.
/// </summary>
internal sealed class EdgeMiddleware(
    RequestDelegate next,
    Drain drain,
    ILogger<EdgeMiddleware> logger,
    PauseGuard? pauses = null
)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (pauses is { MayAnswer: false } || !drain.TryEnter())
        {
            context.Response.Headers.Connection = "close";
            await ApiProblem.Unavailable(Drain.RetryAfterSeconds).ExecuteAsync(context);
            return;
        }
        try
        {
            // Ranks, balances and seats are true for a moment: nothing on the way may keep them.
            context.Response.Headers.CacheControl = "no-store";
            await next(context);
            if (context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed)
            {
                context.Response.AllowHead();
            }
            if (context.Response.StatusCode >= 400 && IsEmpty(context.Response))
            {
                await OfStatus(context.Response.StatusCode).ExecuteAsync(context);
            }
        }
        catch (Exception failure)
        {
            await AnswerAsync(context, failure);
        }
        finally
        {
            drain.Leave();
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception failure)
    {
        if (
            context.RequestAborted.IsCancellationRequested
            && failure is OperationCanceledException or IOException
        )
        {
            // The caller is gone: nobody reads an answer.
            return;
        }
        var problem = Failures.ToProblem(failure);
        if (problem.Kind == Problems.InternalError)
        {
            EdgeLog.Unexpected(logger, failure, context.Request.Method, context.Request.Path);
        }
        else if (problem.Kind == Problems.Unavailable)
        {
            EdgeLog.Unavailable(logger, context.Request.Method, context.Request.Path, failure.Message);
        }
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }
        context.Response.Clear();
        await problem.ExecuteAsync(context);
    }

    private static bool IsEmpty(HttpResponse response) =>
        !response.HasStarted && response.ContentLength is null && string.IsNullOrEmpty(response.ContentType);

    private static ApiProblem OfStatus(int status) =>
        status switch
        {
            404 => new(Problems.NotFound),
            405 => new(Problems.MethodNotAllowed),
            408 => new(Problems.RequestTimedOut),
            413 => BodyReader.TooLarge(),
            415 => new(Problems.MediaTypeUnsupported),
            429 => new(Problems.TooManyRequests) { RetryAfterSeconds = 1 },
            503 or 504 => ApiProblem.Unavailable(),
            >= 500 => new(Problems.InternalError),
            _ => new(Problems.RequestRefused),
        };
}

internal static partial class EdgeLog
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed unexpectedly.")]
    public static partial void Unexpected(ILogger logger, Exception failure, string method, PathString path);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Path} was answered 503: {Reason}")]
    public static partial void Unavailable(ILogger logger, string method, PathString path, string reason);
}
