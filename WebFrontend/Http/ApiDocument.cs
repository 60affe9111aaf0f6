using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Ticketing.WebFrontend.Http;

/// <summary>What the API description says of the whole: its name, its version, and what holds for every call.</summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer, IOpenApiSchemaTransformer
{
    private const string Description = """
        Sells concert seats to a crowd: join a line, wait, hold a seat for five minutes, pay from a prepaid balance.

        Refusals are `application/problem+json` (RFC 9457) with a stable `code`; `detail` and `advice` are in English, or
        in Korean where `Accept-Language` prefers `ko`. Times are ISO 8601 in UTC, money is whole units of the configured
        currency. Bodies are JSON of 16 KiB at most; unknown members are ignored.

        `Queue-Token` says who the caller is and where they stand; get one with `POST /api/queue/tokens`. `Admin-Key` is
        the operators' key. A POST that changes money or seats takes an `Idempotency-Key`: a repeat with the same key and
        body is answered as the first one was, with `Idempotency-Replayed: true`. What was done is known for at least 24
        hours, whatever happens to the server. A refusal changed nothing: it is repeated for as long as the process that
        gave it remembers it, and decided anew after that.

        HEAD works wherever GET does, and is answered with the same headers and no body.

        Also possible on any call: 404 `not-found`, 405 `method-not-allowed` (see `Allow`), 408 `request-timed-out`,
        414 `address-too-long` (8 KiB), 431 `headers-too-large` (16 KiB, 100 headers), 400 `request-refused` for what is
        no HTTP, 429 `too-many-requests` and 503 `unavailable` with `Retry-After`.
        """;

    /// <inheritdoc/>
    public Task TransformAsync(
        OpenApiDocument document,
        OpenApiDocumentTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        document.Info = new OpenApiInfo
        {
            Title = "Concert tickets",
            Version = "1.0",
            Description = Description,
        };
        return Task.CompletedTask;
    }

    /// <summary>
    /// A member that may be left out of a request, or that an answer leaves out, is not required. Instants are texts.
    /// </summary>
    public Task TransformAsync(
        OpenApiSchema schema,
        OpenApiSchemaTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        if (schema.Format == "date-time")
        {
            schema.Type = JsonSchemaType.String | ((schema.Type ?? 0) & JsonSchemaType.Null);
        }
        var isRequest = context
            .JsonTypeInfo.Type.GetInterfaces()
            .Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IRequestBody<>));
        foreach (var member in context.JsonTypeInfo.Properties)
        {
            if (member.IsGetNullable && (isRequest || IsLeftOut(member)))
            {
                schema.Required?.Remove(member.Name);
            }
        }
        return Task.CompletedTask;
    }

    private static bool IsLeftOut(JsonPropertyInfo member) =>
        member.AttributeProvider?.GetCustomAttributes(typeof(JsonIgnoreAttribute), inherit: false)
            is [JsonIgnoreAttribute { Condition: JsonIgnoreCondition.WhenWritingNull }];
}
