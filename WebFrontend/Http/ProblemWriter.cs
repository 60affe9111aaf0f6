using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Ticketing.WebFrontend.Http;

/// <summary>Writes a refusal as <c>application/problem+json</c> in the caller's language.</summary>
internal static class ProblemWriter
{
    /// <summary>Writes it; the response must not have started.</summary>
    public static Task WriteAsync(HttpContext context, ApiProblem problem)
    {
        var body = Begin(context, problem);
        // It leaves with the end of the answer, in one packet with the headers.
        context.Response.BodyWriter.Write(body.Span);
        return Task.CompletedTask;
    }

    /// <summary>Sets the status and the headers, and gives the body that belongs to them.</summary>
    public static ReadOnlyMemory<byte> Begin(HttpContext context, ApiProblem problem)
    {
        var response = context.Response;
        var language = Languages.Of(context.Request);
        response.StatusCode = problem.Kind.Status;
        response.ContentType = "application/problem+json";
        response.Headers.ContentLanguage = language.Tag();
        response.Headers.Vary = "Accept-Language";
        response.Headers.CacheControl = "no-store";
        if (problem.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }
        var body = problem.IsPlain
            ? problem.Kind.Bodies[(int)language] ??= Write(problem, language)
            : Write(problem, language);
        response.ContentLength = body.Length;
        return body;
    }

    private static byte[] Write(ApiProblem problem, Language language)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions))
        {
            Write(json, problem, language);
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ApiProblem problem, Language language)
    {
        json.WriteStartObject();
        json.WriteString("type", problem.Kind.Type);
        json.WriteString("title", problem.Kind.Title);
        json.WriteNumber("status", problem.Kind.Status);
        json.WriteString("detail", problem.Say(problem.Kind.Detail, language));
        json.WriteString("code", problem.Kind.Code);
        json.WriteString("advice", problem.Say(problem.Kind.Advice, language));
        if (problem.RetryAfterSeconds is { } seconds)
        {
            json.WriteNumber("retryAfter", seconds);
        }
        problem.WriteMembers(json);
        if (problem.Errors is { } errors)
        {
            json.WriteStartObject("errors");
            foreach (var (member, sentences) in errors)
            {
                json.WriteStartArray(member);
                foreach (var sentence in sentences)
                {
                    json.WriteStringValue(sentence.In(language));
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
