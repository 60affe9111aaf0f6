using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ticketing.Rehearsal.Api;

/// <summary>A refusal as the server worded it.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Reason">Why a token has expired, where the refusal says so.</param>
/// <param name="QueueId">The queue that would be right, where the refusal says so.</param>
/// <param name="Balance">What the wallet holds, with <c>insufficient-balance</c>.</param>
internal sealed record Problem(
    string Code = Problem.NoCode,
    string? Reason = null,
    string? QueueId = null,
    long? Balance = null
)
{
    /// <summary>Code of a refusal whose body has none, or is not JSON.</summary>
    public const string NoCode = "no-code";

    private const int ShownBytes = 400;

    /// <summary>The start of the body, for people.</summary>
    [JsonIgnore]
    public string Text { get; private init; } = "";

    /// <summary>Reads a problem body. Never throws: what is not a problem body becomes one without a code.</summary>
    public static Problem Read(byte[] body)
    {
        Problem? problem = null;
        try
        {
            problem = JsonSerializer.Deserialize(body, ApiJson.Default.Problem);
        }
        catch (JsonException) { }
        var text = Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, ShownBytes)));
        return (problem ?? new()) with { Text = text };
    }

    /// <summary>An answer that should be a success but does not fit the contract.</summary>
    public static Problem NotTheContract(string why) => new("malformed-answer") { Text = why };
}
