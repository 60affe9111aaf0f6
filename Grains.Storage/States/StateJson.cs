using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Options;

namespace Ticketing.Storage;

/// <summary>
/// How states are written as JSON: camelCase names, enum values as camelCase words, nulls left out, times as ISO 8601,
/// other scripts than Latin as they are. Operators' views and the audit read what this writes.
/// </summary>
public sealed class StateJson
{
    /// <summary>Makes the serializer with the contexts that the options name.</summary>
    /// <param name="options">Only <see cref="GroupCommitStorageOptions.JsonTypeInfoResolvers"/> is used.</param>
    public StateJson(IOptions<GroupCommitStorageOptions> options)
    {
        Options = new JsonSerializerOptions(JsonSerializerDefaults.General)
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            // The text goes to a database and never into a page, so only what JSON itself asks for is escaped.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        };
        foreach (var resolver in options.Value.JsonTypeInfoResolvers)
        {
            Options.TypeInfoResolverChain.Add(resolver);
        }

        Options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        Options.MakeReadOnly();
    }

    /// <summary>The options in use; read-only.</summary>
    public JsonSerializerOptions Options { get; }

    /// <summary>The state as UTF-8 JSON.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <param name="state">The state; null is written as <c>null</c>.</param>
    public byte[] Serialize<TState>(TState? state) => JsonSerializer.SerializeToUtf8Bytes(state, Options);

    /// <summary>The state that UTF-8 JSON holds.</summary>
    /// <typeparam name="TState">The state's type.</typeparam>
    /// <param name="payload">What <see cref="Serialize{TState}"/> wrote.</param>
    /// <exception cref="JsonException">The payload is not such a state.</exception>
    public TState? Deserialize<TState>(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize<TState>(payload, Options);
}
