using System.Text;
using Ticketing.Audit;

namespace Ticketing.Tests.Support;

/// <summary>Audits the records of a storage.</summary>
internal static class StoredAudit
{
    /// <param name="storage">What is audited.</param>
    /// <param name="now">The time by which holds and sales are judged.</param>
    /// <param name="concertId">As in <see cref="AuditRules.RunAsync"/>.</param>
    /// <param name="keysWith">Only records whose key contains it; the empty text is in every key.</param>
    public static Task<AuditReport> AuditAsync(
        this TestStorage storage,
        DateTimeOffset now,
        string? concertId = null,
        string keysWith = ""
    ) => AuditRules.RunAsync(RecordsAsync(storage, keysWith), now, new AuditOptions(), concertId);

    private static async IAsyncEnumerable<AuditRecord> RecordsAsync(TestStorage storage, string keysWith)
    {
        await Task.CompletedTask;
        foreach (var state in AuditRules.StateNames)
        {
            foreach (
                var key in storage.KeysOf(state).Where(k => k.Contains(keysWith, StringComparison.Ordinal))
            )
            {
                yield return new AuditRecord(state, key, Encoding.UTF8.GetBytes(storage.JsonOf(state, key)!));
            }
        }
    }
}
