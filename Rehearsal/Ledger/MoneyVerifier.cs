using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Journey;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Ledger;

/// <summary>
/// Compares a wallet's history and balance with what was acknowledged: every charge and payment is there exactly once, with the balance
/// that was told, and the balance is what charges less payments make.
/// </summary>
internal static class MoneyVerifier
{
    private const int MaxPages = 10_000;

    /// <summary>Reads the whole history with a live token of the user, and checks it.</summary>
    public static async Task VerifyAsync(
        LedgerAccount account,
        TicketingApi api,
        Persistence persistence,
        VerifyFindings findings,
        string token,
        Random random
    )
    {
        var entries = new List<HistoryEntry>();
        long? before = null;
        for (var page = 0; page < MaxPages; page++)
        {
            var reply = await persistence.AskAsync(
                Step.Poll,
                random,
                () => api.HistoryAsync(token, account.UserId, before)
            );
            if (!reply.Succeeded)
            {
                findings.CouldNotAsk($"history: {account.UserId}: {reply.Failure ?? reply.Problem?.Text}");
                return;
            }
            entries.AddRange(reply.Value.Entries);
            if (reply.Value.Next is null || reply.Value.Entries.Count == 0)
            {
                break;
            }
            before = reply.Value.Next;
        }
        Compare(account, entries, findings);
        var balance = await persistence.AskAsync(
            Step.Poll,
            random,
            () => api.BalanceAsync(token, account.UserId)
        );
        if (!balance.Succeeded)
        {
            findings.CouldNotAsk($"balance: {account.UserId}: {balance.Failure ?? balance.Problem?.Text}");
            return;
        }
        var sum = entries.Sum(SignedAmount);
        findings.Check(
            "balance",
            balance.Value.Balance == sum && sum >= 0,
            () => $"{account.UserId} has {balance.Value.Balance}, its history makes {sum}"
        );
    }

    private static void Compare(LedgerAccount account, List<HistoryEntry> entries, VerifyFindings findings)
    {
        foreach (var charge in account.Charges)
        {
            var found = entries.FindAll(e => e.EntryId == charge.EntryId);
            findings.Check("charge", IsOnce(found, charge), () => Told(account, charge, found));
        }
        foreach (var payment in account.Payments)
        {
            var found = entries.FindAll(e => e.Kind == "payment" && e.ReservationId == payment.ReservationId);
            findings.Check("payment's entry", IsOnce(found, payment), () => Told(account, payment, found));
        }
    }

    private static bool IsOnce(List<HistoryEntry> found, LedgerLine told) =>
        found is [var entry] && Math.Abs(entry.Amount) == told.Amount && entry.BalanceAfter == told.Balance;

    private static long SignedAmount(HistoryEntry entry) =>
        entry.Kind == "payment" ? -Math.Abs(entry.Amount) : entry.Amount;

    private static string Told(LedgerAccount account, LedgerLine told, List<HistoryEntry> found) =>
        $"{account.UserId}: {told.Amount} leaving {told.Balance} was acknowledged, the history has "
        + (found.Count == 0 ? "nothing" : string.Join(", ", found));
}
