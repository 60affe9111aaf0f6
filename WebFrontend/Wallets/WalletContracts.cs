using System.Text.Json.Serialization;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Wallets;

/// <summary>Asks to charge a balance.</summary>
/// <param name="Amount">What to add, in whole units of the currency.</param>
internal sealed record ChargeRequest(long Amount) : IRequestBody<ChargeRequest>
{
    /// <inheritdoc/>
    public static ChargeRequest Read(JsonMembers members) => new(members.Integer("amount"));
}

/// <summary>A balance.</summary>
internal sealed record BalanceBody(string UserId, long Balance, string Currency);

/// <summary>A charge: the balance right after it and its entry in the history.</summary>
internal sealed record ChargedBody(string UserId, long Balance, long EntryId);

/// <summary>A page of the history, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Next">What to give as <c>before</c> for the next page; null at the end.</param>
internal sealed record HistoryBody(IReadOnlyList<HistoryEntry> Entries, long? Next);

/// <summary>One line of the history.</summary>
/// <param name="EntryId">Counts from 1 without a gap.</param>
/// <param name="Kind">charge or payment.</param>
/// <param name="Amount">In whole units of the currency, above zero for both kinds.</param>
/// <param name="BalanceAfter">The balance right after it.</param>
/// <param name="At">When.</param>
/// <param name="ReservationId">What was paid; left out of a charge.</param>
internal sealed record HistoryEntry(
    long EntryId,
    string Kind,
    long Amount,
    long BalanceAfter,
    DateTimeOffset At,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReservationId
);
