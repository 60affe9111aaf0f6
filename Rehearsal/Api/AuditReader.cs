using System.Text;
using System.Text.Json;

namespace Ticketing.Rehearsal.Api;

/// <summary>Reads the audit's answer.</summary>
internal static class AuditReader
{
    /// <summary>Reads whether the audit is clean, how many violations it lists, and keeps the whole for the report.</summary>
    public static AuditAnswer Read(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        var ok = false;
        var violations = 0;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("ok"u8))
            {
                ok = JsonMembers.Flag(ref reader);
            }
            else if (reader.ValueTextEquals("violations"u8))
            {
                JsonMembers.EnterArray(ref reader);
                for (reader.Read(); reader.TokenType != JsonTokenType.EndArray; reader.Read())
                {
                    violations++;
                    reader.Skip();
                }
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(ok, violations, Encoding.UTF8.GetString(body));
    }
}
