using System.Runtime.InteropServices;
using Ticketing.Wallets;

namespace Ticketing.Audit;

/// <summary>
/// Checks that each wallet's history is whole and adds up to its balance: entries count from 1 without a gap,
/// each balance follows from the one before, charges less payments is the balance, and none is below zero.
/// </summary>
internal sealed class WalletAudit(SaleAudit sales, Violations violations)
{
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    /// <summary>How many wallets there are.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a wallet's own row.</summary>
    public void Take(string userId, WalletState wallet)
    {
        Count++;
        var account = AccountOf(userId);
        account.Wallet = wallet with { Entries = [] };
        Add(userId, account, long.MaxValue, wallet.Entries);
    }

    /// <summary>Takes a page of older entries.</summary>
    public void TakePage(string userId, long page, ImmutableArray<WalletEntry> entries)
    {
        violations.Unless(
            entries.Length == WalletRules.PageSize,
            $"Wallet {userId}: page {page} has {entries.Length} entries, not {WalletRules.PageSize}."
        );
        Add(userId, AccountOf(userId), page, entries);
    }

    /// <summary>Judges all wallets once everything was taken.</summary>
    public void Finish()
    {
        long charges = 0;
        long payments = 0;
        long balances = 0;
        foreach (var (userId, account) in _accounts)
        {
            if (account.Wallet is not { } wallet)
            {
                violations.Add($"Wallet {userId}: there are pages of history but no wallet.");
                continue;
            }

            var total = Judge(userId, account, wallet);
            charges += total.Charges;
            payments += total.Payments;
            balances += wallet.Balance;
        }

        violations.Unless(
            charges - payments == balances,
            $"All wallets: charges {charges} less payments {payments} are not the balances {balances}."
        );
    }

    private (long Charges, long Payments) Judge(string userId, Account account, WalletState wallet)
    {
        var (nextEntry, balance, charges, payments) = (1L, 0L, 0L, 0L);
        foreach (var part in account.Parts.Where(part => part.Counts(wallet)).OrderBy(part => part.Page))
        {
            violations.Unless(
                part.First == nextEntry,
                $"Wallet {userId}: entry {part.First} comes where entry {nextEntry} is due."
            );
            violations.Unless(
                part.Opening == balance,
                $"Wallet {userId}: entry {part.First} starts from {part.Opening}, not from the {balance} before it."
            );
            (nextEntry, balance) = (part.Last + 1, part.Closing);
            charges += part.Charges;
            payments += part.Payments;
        }

        violations.Unless(
            wallet.NextEntry == nextEntry,
            $"Wallet {userId}: the next entry is {wallet.NextEntry}, but the history goes up to {nextEntry - 1}."
        );
        violations.Unless(
            wallet.Balance == charges - payments && wallet.Balance == balance,
            $"Wallet {userId}: the balance is {wallet.Balance}, but charges {charges} less payments {payments} "
                + $"are {charges - payments} and the last entry says {balance}."
        );
        violations.Unless(
            wallet.Balance >= 0,
            $"Wallet {userId}: the balance is {wallet.Balance}, below zero."
        );
        return (charges, payments);
    }

    private void Add(string userId, Account account, long page, ImmutableArray<WalletEntry> entries)
    {
        if (entries.IsEmpty)
        {
            return;
        }

        var part = new Part(page, entries[0].EntryId, entries[^1].EntryId)
        {
            Opening = entries[0].BalanceAfter - SignedAmount(entries[0]),
            Closing = entries[^1].BalanceAfter,
        };
        for (var i = 0; i < entries.Length; i++)
        {
            var entry = entries[i];
            CheckEntry(userId, entry, i == 0 ? null : entries[i - 1]);
            if (entry.Kind == WalletEntryKind.Payment)
            {
                part.Payments += entry.Amount;
                sales.TakeDebit(userId, entry);
            }
            else
            {
                part.Charges += entry.Amount;
            }
        }

        account.Parts.Add(part);
    }

    private void CheckEntry(string userId, WalletEntry entry, WalletEntry? before)
    {
        violations.Unless(
            entry is { Amount: > 0, Kind: WalletEntryKind.Charge or WalletEntryKind.Payment },
            $"Wallet {userId}: entry {entry.EntryId} is no charge or payment above zero."
        );
        violations.Unless(
            before is null || entry.EntryId == before.EntryId + 1,
            $"Wallet {userId}: entry {entry.EntryId} comes right after entry {before?.EntryId}."
        );
        violations.Unless(
            before is null || entry.BalanceAfter == before.BalanceAfter + SignedAmount(entry),
            $"Wallet {userId}: entry {entry.EntryId} leaves {entry.BalanceAfter}, "
                + $"which does not follow from {before?.BalanceAfter}."
        );
        violations.Unless(
            entry.BalanceAfter >= 0,
            $"Wallet {userId}: entry {entry.EntryId} leaves {entry.BalanceAfter}, below zero."
        );
    }

    private Account AccountOf(string userId) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_accounts, userId, out _) ??= new Account();

    private static long SignedAmount(WalletEntry entry) =>
        entry.Kind == WalletEntryKind.Payment ? -entry.Amount : entry.Amount;

    private sealed class Account
    {
        public WalletState? Wallet { get; set; }

        public List<Part> Parts { get; } = new(1);
    }

    private sealed record Part(long Page, long First, long Last)
    {
        public long Opening { get; init; }

        public long Closing { get; init; }

        public long Charges { get; set; }

        public long Payments { get; set; }

        // A page may have been written and the row not yet trimmed: then the row is what counts.
        public bool Counts(WalletState wallet) => Page == long.MaxValue || Page < wallet.Pages;
    }
}
