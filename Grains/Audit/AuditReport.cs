namespace Ticketing.Audit;

/// <summary>What an audit found.</summary>
/// <param name="Ok">Whether nothing is wrong.</param>
/// <param name="Checked">How much was looked at.</param>
/// <param name="Violations">
/// Sentences that name what is wrong; at most <see cref="AuditOptions.MaxViolations"/>, the last one saying
/// how many more there are.
/// </param>
public sealed record AuditReport(bool Ok, AuditCounts Checked, ImmutableArray<string> Violations);

/// <summary>
/// How much an audit looked at. Restricted to one concert, all but the wallets are those of that concert.
/// </summary>
/// <param name="Wallets">Wallets, with every entry of their history.</param>
/// <param name="Schedules">Dates.</param>
/// <param name="Seats">Seats of those dates, whether or not anybody ever asked for them.</param>
/// <param name="Reservations">Reservations, of whatever status.</param>
/// <param name="Payments">Those of them that are paid.</param>
public sealed record AuditCounts(long Wallets, long Schedules, long Seats, long Reservations, long Payments);

/// <summary>One stored record, as an audit takes it.</summary>
/// <param name="StateName">
/// The kind of record; one of <see cref="AuditRules.StateNames"/>, others are passed over.
/// </param>
/// <param name="Key">Its key.</param>
/// <param name="Payload">Its JSON, in UTF-8. It is read before the next record is asked for.</param>
public readonly record struct AuditRecord(string StateName, string Key, ReadOnlyMemory<byte> Payload);
