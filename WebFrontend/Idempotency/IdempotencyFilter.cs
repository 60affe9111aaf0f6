using Microsoft.AspNetCore.Http.Features;
using Ticketing.Reservations;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Idempotency;

/// <summary>
/// Answers a repeated request as the first one was answered: from memory where that is known, otherwise by handing the
/// operation to the grain, which knows what it has done. Keys belong to a user.
/// </summary>
internal sealed class IdempotencyFilter(KeyedAnswers answers) : IEndpointFilter
{
    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var http = context.HttpContext;
        var header = http.Request.Headers[IdempotencyKey.Header];
        if (header.Count == 0)
        {
            return await next(context);
        }
        if (header.Count > 1 || !IdempotencyKey.IsValid(header[0]))
        {
            return ApiProblem.Invalid(
                IdempotencyKey.Header,
                new(
                    "Must have 1 to 255 visible ASCII characters, once.",
                    "공백 없는 ASCII 문자 1~255자로 한 번만 보내야 합니다."
                )
            );
        }
        var (body, problem) = await BodyReader.ReadBytesAsync(http);
        if (problem is not null)
        {
            return problem;
        }
        // Without a token (a server that needs none for balances) the path says whose key it is.
        var userId = http.Features.Get<Caller>()?.UserId ?? (string)http.Request.RouteValues["userId"]!;
        var operation = IdempotencyKey.ToOperation(userId, header[0]!, http.Request, body);
        return await RunAsync(operation, context, next);
    }

    private async ValueTask<object?> RunAsync(
        Operation operation,
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        if (answers.TryBegin(operation.Id, operation.RequestHash) is { } running)
        {
            return running == operation.RequestHash
                ? new ApiProblem(Problems.IdempotencyKeyInUse) { RetryAfterSeconds = 1 }
                : new ApiProblem(Problems.IdempotencyKeyReused);
        }
        try
        {
            if (answers.Find(operation.Id) is { } known)
            {
                return known.RequestHash == operation.RequestHash
                    ? new ReplayedAnswer(known)
                    : new ApiProblem(Problems.IdempotencyKeyReused);
            }
            context.HttpContext.Features.Set(operation);
            var result = await next(context);
            if (result is IResult answer)
            {
                await WriteAndRememberAsync(operation, answer, context.HttpContext);
                return Results.Empty;
            }
            return result;
        }
        finally
        {
            answers.End(operation.Id);
        }
    }

    // Remembered before it is sent: a caller whose connection breaks here must find the same answer.
    private async Task WriteAndRememberAsync(Operation operation, IResult result, HttpContext http)
    {
        var sink = new MemoryStream();
        var real = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        var copy = new StreamResponseBodyFeature(sink, real);
        http.Features.Set<IHttpResponseBodyFeature>(copy);
        try
        {
            await result.ExecuteAsync(http);
            await copy.CompleteAsync();
        }
        finally
        {
            http.Features.Set(real);
        }
        var response = http.Response;
        var body = sink.ToArray();
        if (IsFinal(result))
        {
            answers.Remember(
                operation.Id,
                new(
                    operation.RequestHash,
                    response.StatusCode,
                    response.ContentType,
                    response.Headers.ContentLanguage,
                    response.Headers.Location,
                    body
                )
            );
        }
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, http.RequestAborted);
    }

    // What a repeat would not change: success, and what the rules refuse. Not: what was wrong with the request
    // itself, nor what may be better in a moment.
    private static bool IsFinal(IResult result)
    {
        while (result is INestedHttpResult nested)
        {
            result = nested.Result;
        }
        return result
            is IStatusCodeHttpResult { StatusCode: < 500 and not (401 or 403 or 413 or 415 or 422) }
                and not ApiProblem { Kind.Code: "validation-failed" };
    }
}

/// <summary>An answer given again.</summary>
internal sealed class ReplayedAnswer(KeyedAnswer answer) : IResult
{
    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        if (answer.Language is not null)
        {
            response.Headers.ContentLanguage = answer.Language;
        }
        if (answer.Location is not null)
        {
            response.Headers.Location = answer.Location;
        }
        httpContext.MarkReplayed(true);
        await response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }
}

/// <summary>What routes and handlers need of idempotency keys.</summary>
internal static class IdempotencyExtensions
{
    private const string ReplayedHeader = "Idempotency-Replayed";

    /// <summary>Lets the route take an <c>Idempotency-Key</c>.</summary>
    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder builder) =>
        builder
            .AddEndpointFilter<IdempotencyFilter>()
            .WithMetadata(new IdempotencyMetadata())
            .Refuses(Problems.IdempotencyKeyReused, Problems.IdempotencyKeyInUse);

    /// <summary>The operation that the request's key names, or null where it has none.</summary>
    public static Operation? KeyedOperation(this HttpContext context) => context.Features.Get<Operation>();

    /// <summary>Says that the answer is the one given before.</summary>
    public static void MarkReplayed(this HttpContext context, bool replayed)
    {
        if (replayed)
        {
            context.Response.Headers[ReplayedHeader] = "true";
        }
    }
}

/// <summary>Says that a route takes an <c>Idempotency-Key</c>; for the API description.</summary>
internal sealed record IdempotencyMetadata;
