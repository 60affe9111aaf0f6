using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Ticketing.Common;

namespace Ticketing.Wallets;

/// <summary>
/// Owns one user's balance and history; the key is the user id. Balance and entry are one write, so there is
/// never one without the other. The own row stays small: older entries go to pages, and an operation id
/// leaves the row only after a record of its own was written, so none is ever forgotten.
/// </summary>
[GrainType(StateNames.Wallet)]
[CollectionAgeLimit(Minutes = 2)]
internal sealed partial class WalletGrain(
    [PersistentState(StateNames.Wallet, Records.StorageName)] IPersistentState<WalletState> wallet,
    Records records,
    IOptions<WalletOptions> options,
    TimeProvider time,
    ILogger<WalletGrain> log
) : PersistingGrain, IWalletGrain
{
    private string UserId => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public Task<long> GetBalanceAsync() => Task.FromResult(wallet.State.Balance);

    /// <inheritdoc/>
    public async Task<ChargeOutcome> ChargeAsync(ChargeWallet command)
    {
        var earlier = WalletRules.IsAmountValid(command) ? await FindChargeAsync(command.OperationId) : null;
        var (next, outcome) = WalletRules.Charge(
            wallet.State,
            command,
            earlier,
            time.GetUtcNow(),
            options.Value
        );
        if (await StoreAsync(next))
        {
            TicketingMetrics.Charges.Add(1);
            TicketingMetrics.ChargedAmount.Add(command.Amount);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task<DebitOutcome> PayAsync(PayFromWallet command)
    {
        var earlier = await FindPaymentAsync(command.ReservationId);
        var (next, outcome) = WalletRules.Pay(wallet.State, command, earlier, time.GetUtcNow());
        if (await StoreAsync(next))
        {
            TicketingMetrics.Debits.Add(1);
            TicketingMetrics.DebitedAmount.Add(command.Amount);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public async Task<WalletHistory> GetHistoryAsync(long before, int limit)
    {
        var state = wallet.State;
        var last = (before <= 0 ? state.NextEntry : Math.Min(before, state.NextEntry)) - 1;
        var first = Math.Max(1, last - Math.Clamp(limit, 1, options.Value.MaxListed) + 1);
        if (last < 1)
        {
            return new WalletHistory([], null);
        }

        var pages = new List<Task<ImmutableArray<WalletEntry>>>();
        for (
            var page = WalletRules.PageOf(first);
            page <= WalletRules.PageOf(last) && page < state.Pages;
            page++
        )
        {
            pages.Add(ReadPageAsync(page));
        }

        var older = await Task.WhenAll(pages);
        var entries = older
            .SelectMany(page => page)
            .Concat(state.Entries)
            .Where(entry => entry.EntryId >= first && entry.EntryId <= last)
            .Reverse();
        return new WalletHistory([.. entries], first > 1 ? first : null);
    }

    private async Task<WalletEntry?> FindChargeAsync(string? operationId)
    {
        if (operationId is null)
        {
            return null;
        }

        return WalletRules.FindCharge(wallet.State, operationId)
            ?? await FindPagedAsync(OperationKeys.Charge(UserId, operationId));
    }

    private async Task<WalletEntry?> FindPaymentAsync(string reservationId) =>
        WalletRules.FindPayment(wallet.State, reservationId)
        ?? await FindPagedAsync(OperationKeys.Debit(UserId, reservationId));

    private async Task<WalletEntry?> FindPagedAsync(string operationKey)
    {
        if (wallet.State.Pages == 0)
        {
            return null;
        }

        var operation = await records.ReadAsync<OperationState>(StateNames.Operation, operationKey);
        if (!operation.RecordExists)
        {
            return null;
        }

        // The record may be there and the row not yet trimmed, after a stop between the two writes.
        var entryId = operation.State!.Number;
        var page = WalletRules.PageOf(entryId);
        return page < wallet.State.Pages
            ? (await ReadPageAsync(page)).First(entry => entry.EntryId == entryId)
            : wallet.State.Entries.First(entry => entry.EntryId == entryId);
    }

    private async Task<ImmutableArray<WalletEntry>> ReadPageAsync(long page)
    {
        var key = StateNames.PageKey(UserId, page);
        return (await records.ReadAsync<WalletPageState>(StateNames.WalletPage, key)).State!.Entries;
    }

    /// <summary>
    /// Stores the next state, where it is another; moves a page out of the row first when it is full.
    /// </summary>
    private async Task<bool> StoreAsync(WalletState next)
    {
        if (ReferenceEquals(next, wallet.State))
        {
            return false;
        }

        if (WalletRules.EntriesToPage(wallet.State, options.Value) is { IsEmpty: false } entries)
        {
            await WritePageAsync(wallet.State.Pages, entries);
            next = WalletRules.WithoutPage(next);
        }

        await PersistAsync(wallet, next);
        return true;
    }

    private async Task WritePageAsync(long page, ImmutableArray<WalletEntry> entries)
    {
        var writes = new List<Task>(entries.Length + 1)
        {
            records.ChangeAsync<WalletPageState>(
                StateNames.WalletPage,
                StateNames.PageKey(UserId, page),
                _ => new WalletPageState { Entries = entries }
            ),
        };
        foreach (var entry in entries)
        {
            if (OperationKeyOf(entry) is { } key)
            {
                var operation = new OperationState { Number = entry.EntryId };
                writes.Add(records.ChangeAsync<OperationState>(StateNames.Operation, key, _ => operation));
            }
        }

        await Task.WhenAll(writes);
        LogPageMoved(UserId, page, entries[^1].EntryId);
    }

    private string? OperationKeyOf(WalletEntry entry) =>
        entry switch
        {
            { Kind: WalletEntryKind.Payment, ReservationId: { } reservation } => OperationKeys.Debit(
                UserId,
                reservation
            ),
            { Kind: WalletEntryKind.Charge, OperationId: { } operation } => OperationKeys.Charge(
                UserId,
                operation
            ),
            _ => null,
        };
}
