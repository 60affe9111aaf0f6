using System.Globalization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Ticketing.WebFrontend.Admin;
using Ticketing.WebFrontend.Idempotency;
using Ticketing.WebFrontend.Queue.Gate;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.WebFrontend.Http;

/// <summary>
/// Completes the API description with what routes say about themselves: headers, bodies, and every refusal by status.
/// </summary>
internal sealed class ApiDescription : IOpenApiOperationTransformer
{
    private static readonly ProblemKind[] Everywhere =
    [
        Problems.TooManyRequests,
        Problems.InternalError,
        Problems.Unavailable,
    ];

    private static readonly ProblemKind[] OfBodies =
    [
        Problems.ValidationFailed,
        Problems.BodyTooLarge,
        Problems.MediaTypeUnsupported,
    ];

    /// <inheritdoc/>
    public async Task TransformAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        AddHeaders(operation, metadata);
        if (metadata.OfType<RequestBodyMetadata>().LastOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = !body.Optional,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new()
                    {
                        Schema = await ReferAsync(context, body.Type, cancellationToken),
                    },
                },
            };
        }
        CompleteSuccess(operation, metadata);
        AddRefusals(operation, metadata, await ReferAsync(context, typeof(ProblemBody), cancellationToken));
    }

    // One schema among the components and references to it, instead of a copy at each route.
    private static async Task<IOpenApiSchema> ReferAsync(
        OpenApiOperationTransformerContext context,
        Type type,
        CancellationToken ct
    )
    {
        var document = context.Document!;
        document.AddComponent(type.Name, await context.GetOrCreateSchemaAsync(type, null, ct));
        return new OpenApiSchemaReference(type.Name, document);
    }

    private static void AddHeaders(OpenApiOperation operation, IList<object> metadata)
    {
        if (metadata.OfType<GateMetadata>().LastOrDefault() is { } gate)
        {
            var use = gate.Use switch
            {
                TokenUse.Any => "Any genuine queue token.",
                TokenUse.Live => "A queue token that is waiting or active.",
                _ => "An active queue token.",
            };
            Add(operation, ParameterLocation.Header, TokenReaderMiddleware.Header, use, required: true);
        }
        if (metadata.OfType<AdminMetadata>().Any())
        {
            Add(operation, ParameterLocation.Header, AdminKey.Header, "The operators' key.", required: true);
        }
        if (metadata.OfType<IdempotencyMetadata>().Any())
        {
            const string words = "Names the request, so that a repeat of it is answered and not done again.";
            Add(operation, ParameterLocation.Header, IdempotencyKey.Header, words, required: false);
        }
        if (metadata.OfType<PagedMetadata>().Any())
        {
            Add(
                operation,
                ParameterLocation.Query,
                "before",
                "The 'next' of the page before.",
                required: false
            );
            Add(
                operation,
                ParameterLocation.Query,
                "limit",
                "How many, 1 to 100; 20 if left out.",
                required: false
            );
        }
        foreach (var query in metadata.OfType<QueryMetadata>())
        {
            Add(operation, ParameterLocation.Query, query.Name, query.Description, required: false);
        }
    }

    private static void Add(
        OpenApiOperation operation,
        ParameterLocation place,
        string name,
        string description,
        bool required
    ) =>
        (operation.Parameters ??= []).Add(
            new OpenApiParameter
            {
                In = place,
                Name = name,
                Description = description,
                Required = required,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            }
        );

    private static Dictionary<string, IOpenApiHeader> Header(
        string name,
        string description,
        JsonSchemaType type
    ) =>
        new()
        {
            [name] = new OpenApiHeader
            {
                Description = description,
                Schema = new OpenApiSchema { Type = type },
            },
        };

    // What routes answer themselves: streams, and replays of what was asked before.
    private static void CompleteSuccess(OpenApiOperation operation, IList<object> metadata)
    {
        var successes = operation.Responses?.Where(response => response.Key[0] == '2') ?? [];
        foreach (var success in successes.Select(response => response.Value).OfType<OpenApiResponse>())
        {
            if (metadata.OfType<IdempotencyMetadata>().Any())
            {
                const string words = "true where the answer is the one given to that key before.";
                success.Headers = Header("Idempotency-Replayed", words, JsonSchemaType.String);
            }
            if (metadata.OfType<StreamMetadata>().LastOrDefault() is { } stream)
            {
                success.Description = stream.Description;
                success.Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["text/event-stream"] = new()
                    {
                        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    },
                };
            }
        }
    }

    private static void AddRefusals(OpenApiOperation operation, IList<object> metadata, IOpenApiSchema schema)
    {
        operation.Responses ??= [];
        foreach (var group in Refusals(metadata).GroupBy(kind => kind.Status).OrderBy(group => group.Key))
        {
            var status = group.Key.ToString(CultureInfo.InvariantCulture);
            operation.Responses[status] = new OpenApiResponse
            {
                Description = string.Join("; ", group.Select(kind => $"{kind.Code}: {kind.Detail.English}")),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/problem+json"] = new() { Schema = schema },
                },
                Headers = group.Key is 429 or 503
                    ? Header("Retry-After", "After how many seconds to try again.", JsonSchemaType.Integer)
                    : null,
            };
        }
    }

    private static IEnumerable<ProblemKind> Refusals(IList<object> metadata)
    {
        var kinds = metadata.OfType<RefusalsMetadata>().SelectMany(refusals => refusals.Kinds);
        if (metadata.OfType<RequestBodyMetadata>().Any())
        {
            kinds = kinds.Concat(OfBodies);
        }
        if (metadata.OfType<AdminMetadata>().Any())
        {
            kinds = kinds.Append(Problems.AdminKeyInvalid);
        }
        if (metadata.OfType<GateMetadata>().LastOrDefault() is { } gate)
        {
            kinds = kinds.Concat(GateRules.Refusals(gate));
        }
        return kinds.Concat(Everywhere).Distinct();
    }
}
