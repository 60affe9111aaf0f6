using System.Text;
using System.Text.Json;

namespace Ticketing.Rehearsal.Api;

/// <summary>Reads refusals, and whatever comes in their place.</summary>
internal static class ProblemReader
{
    /// <summary>Code of a refusal whose body has none, or is not JSON.</summary>
    public const string NoCode = "no-code";

    /// <summary>Code of an answer that should be a success but does not fit the contract.</summary>
    public const string Malformed = "malformed-answer";

    private const int ShownCharacters = 400;

    /// <summary>Reads a problem body. Never throws: what is not a problem body becomes one without a code.</summary>
    public static Problem Read(ReadOnlySpan<byte> body)
    {
        string? code = null;
        string? reason = null;
        string? queueId = null;
        long balance = -1;
        try
        {
            var reader = JsonMembers.Open(body);
            while (JsonMembers.Name(ref reader))
            {
                if (reader.ValueTextEquals("code"u8))
                {
                    code = JsonMembers.Text(ref reader);
                }
                else if (reader.ValueTextEquals("reason"u8))
                {
                    reason = JsonMembers.Text(ref reader);
                }
                else if (reader.ValueTextEquals("queueId"u8))
                {
                    queueId = JsonMembers.Text(ref reader);
                }
                else if (reader.ValueTextEquals("balance"u8))
                {
                    balance = JsonMembers.Number(ref reader);
                }
                else
                {
                    JsonMembers.Skip(ref reader);
                }
            }
        }
        catch (JsonException)
        {
            code = null;
        }
        return new(code ?? NoCode, Shown(body), reason, queueId, balance);
    }

    /// <summary>An answer that does not fit the contract.</summary>
    public static Problem NotTheContract(string why) => new(Malformed, why, null, null, -1);

    private static string Shown(ReadOnlySpan<byte> body) =>
        Encoding.UTF8.GetString(body[..Math.Min(body.Length, ShownCharacters)]);
}
