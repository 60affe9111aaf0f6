using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Ticketing.WebFrontend.Http;

/// <summary>What a request's body may be, wherever one is read.</summary>
internal interface IRequestBody<TSelf>
    where TSelf : IRequestBody<TSelf>
{
    /// <summary>Reads the members; what is wrong is noted in <paramref name="members"/> and the result not used.</summary>
    static abstract TSelf Read(JsonMembers members);
}

/// <summary>A body that was read, or why it was not.</summary>
internal readonly record struct BodyOf<T>(T? Value, ApiProblem? Problem);

/// <summary>
/// Reads JSON bodies so that everything that can be wrong with one is a 4xx refusal that names the member.
/// </summary>
internal static class BodyReader
{
    /// <summary>The largest body that is taken, in bytes.</summary>
    public const int MaxBytes = 16 * 1024;

    private static readonly Words NotJson = new(
        "The body is no valid JSON.",
        "본문이 올바른 JSON이 아닙니다."
    );
    private static readonly Words Empty = new("A JSON object is expected.", "JSON 객체가 필요합니다.");
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>Reads the body as that contract.</summary>
    /// <param name="context">The request.</param>
    /// <param name="mayBeEmpty">Whether no body at all means an object without members.</param>
    public static async ValueTask<BodyOf<T>> ReadAsync<T>(HttpContext context, bool mayBeEmpty = false)
        where T : class, IRequestBody<T>
    {
        var (bytes, problem) = await ReadBytesAsync(context);
        if (problem is not null)
        {
            return new(null, problem);
        }
        if (bytes.Length == 0)
        {
            return mayBeEmpty ? Parse<T>("{}"u8.ToArray()) : new(null, ApiProblem.Invalid("$", Empty));
        }
        return IsJson(context.Request)
            ? Parse<T>(bytes)
            : new(null, new ApiProblem(Problems.MediaTypeUnsupported));
    }

    /// <summary>Reads the bytes of the body, once for each request; later calls answer the same.</summary>
    public static async ValueTask<(ReadOnlyMemory<byte> Bytes, ApiProblem? Problem)> ReadBytesAsync(
        HttpContext context
    )
    {
        if (context.Features.Get<BodyBytes>() is { } read)
        {
            return (read.Bytes, null);
        }
        if (context.Request.ContentLength > MaxBytes)
        {
            return (default, TooLarge());
        }
        var reader = context.Request.BodyReader;
        while (true)
        {
            // It ends by itself when the connection does.
            var result = await reader.ReadAsync();
            var buffer = result.Buffer;
            if (buffer.Length > MaxBytes)
            {
                reader.AdvanceTo(buffer.End);
                return (default, TooLarge());
            }
            if (result.IsCompleted)
            {
                var bytes = WithoutMark(buffer.ToArray());
                reader.AdvanceTo(buffer.End);
                context.Features.Set(new BodyBytes(bytes));
                return (bytes, null);
            }
            reader.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    /// <summary>The refusal of a body over <see cref="MaxBytes"/>.</summary>
    public static ApiProblem TooLarge() =>
        new ApiProblem(Problems.BodyTooLarge, MaxBytes).With("maxBytes", MaxBytes);

    private static BodyOf<T> Parse<T>(ReadOnlyMemory<byte> bytes)
        where T : class, IRequestBody<T>
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            return new(null, ApiProblem.Invalid("$", NotJson));
        }
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return new(null, ApiProblem.Invalid("$", Empty));
            }
            var members = new JsonMembers(document.RootElement);
            var value = T.Read(members);
            return members.Errors is { } errors
                ? new(null, new ApiProblem(Problems.ValidationFailed) { Errors = errors })
                : new(value, null);
        }
        // The second is what the parser throws at a text with half of a surrogate pair.
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return new(null, ApiProblem.Invalid("$", NotJson));
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(byte[] bytes) =>
        bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsMemory(3) : bytes;

    private static bool IsJson(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.Count > 0)
        {
            return false;
        }
        // What nearly everybody sends needs no taking apart.
        if (string.Equals(request.ContentType, "application/json", StringComparison.Ordinal))
        {
            return true;
        }
        if (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || (type.Charset.HasValue && !IsUtf8(type.Charset))
        )
        {
            return false;
        }
        return type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || (
                type.Type.Equals("application", StringComparison.OrdinalIgnoreCase)
                && type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
            );
    }

    private static bool IsUtf8(StringSegment charset) =>
        HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes of a request's body, once read.</summary>
    private sealed record BodyBytes(ReadOnlyMemory<byte> Bytes);
}
