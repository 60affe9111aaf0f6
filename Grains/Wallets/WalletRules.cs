namespace Ticketing.Wallets;

/// <summary>
/// What moves a balance. Each move is one entry and one new state; a state that comes back as the same object
/// means that nothing is to be stored.
/// </summary>
internal static class WalletRules
{
    /// <summary>
    /// How many entries a page holds. Where an entry is found follows from it: it never changes.
    /// </summary>
    public const int PageSize = 16;

    /// <summary>The page on which an entry is, or will be.</summary>
    public static long PageOf(long entryId) => (entryId - 1) / PageSize;

    /// <summary>Whether a charge may be looked at further; refuses before anything is read.</summary>
    public static bool IsAmountValid(ChargeWallet command) => command.Amount > 0;

    /// <summary>Charges the wallet.</summary>
    /// <param name="state">The wallet.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="earlier">The entry that the same operation id made before, where there is one.</param>
    /// <param name="now">The time of the entry.</param>
    /// <param name="options">The greatest balance.</param>
    public static (WalletState State, ChargeOutcome Outcome) Charge(
        WalletState state,
        ChargeWallet command,
        WalletEntry? earlier,
        DateTimeOffset now,
        WalletOptions options
    )
    {
        if (!IsAmountValid(command))
        {
            return (state, new ChargeOutcome(ChargeStatus.AmountInvalid, state.Balance));
        }

        if (earlier is not null)
        {
            return string.Equals(earlier.RequestHash, command.RequestHash, StringComparison.Ordinal)
                ? (state, Answer(earlier, replayed: true))
                : (state, new ChargeOutcome(ChargeStatus.KeyReused, state.Balance));
        }

        // Written as a subtraction: the sum of two large amounts could wrap around.
        if (command.Amount > options.MaxBalance - state.Balance)
        {
            var refusal = new ChargeOutcome(
                ChargeStatus.BalanceLimit,
                state.Balance,
                MaxBalance: options.MaxBalance
            );
            return (state, refusal);
        }

        var entry = new WalletEntry(
            state.NextEntry,
            WalletEntryKind.Charge,
            command.Amount,
            state.Balance + command.Amount,
            now,
            OperationId: command.OperationId,
            RequestHash: command.RequestHash
        );
        return (Append(state, entry), Answer(entry, replayed: false));
    }

    /// <summary>Takes the price of a reservation, once.</summary>
    /// <param name="state">The wallet.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="earlier">The entry by which that reservation was paid before, where there is one.</param>
    /// <param name="now">The time of the entry.</param>
    public static (WalletState State, DebitOutcome Outcome) Pay(
        WalletState state,
        PayFromWallet command,
        WalletEntry? earlier,
        DateTimeOffset now
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(command.Amount);
        if (earlier is not null)
        {
            return (state, new DebitOutcome(DebitStatus.Debited, earlier.BalanceAfter));
        }

        if (command.Amount > state.Balance)
        {
            return (state, new DebitOutcome(DebitStatus.InsufficientBalance, state.Balance));
        }

        var entry = new WalletEntry(
            state.NextEntry,
            WalletEntryKind.Payment,
            command.Amount,
            state.Balance - command.Amount,
            now,
            ReservationId: command.ReservationId
        );
        return (Append(state, entry), new DebitOutcome(DebitStatus.Debited, entry.BalanceAfter));
    }

    /// <summary>The charge of that operation id in the wallet's own row, or null.</summary>
    public static WalletEntry? FindCharge(WalletState state, string operationId) =>
        state.Entries.FirstOrDefault(entry =>
            entry.Kind == WalletEntryKind.Charge
            && string.Equals(entry.OperationId, operationId, StringComparison.Ordinal)
        );

    /// <summary>The payment of that reservation in the wallet's own row, or null.</summary>
    public static WalletEntry? FindPayment(WalletState state, string reservationId) =>
        state.Entries.FirstOrDefault(entry =>
            entry.Kind == WalletEntryKind.Payment
            && string.Equals(entry.ReservationId, reservationId, StringComparison.Ordinal)
        );

    /// <summary>
    /// The oldest entries, to be stored as page <see cref="WalletState.Pages"/>; empty while there is room.
    /// </summary>
    public static ImmutableArray<WalletEntry> EntriesToPage(WalletState state, WalletOptions options) =>
        state.Entries.Length >= options.RecentEntries ? state.Entries[..PageSize] : [];

    /// <summary>The state without the page that was stored.</summary>
    public static WalletState WithoutPage(WalletState state) =>
        state with
        {
            Entries = state.Entries[PageSize..],
            Pages = state.Pages + 1,
        };

    private static WalletState Append(WalletState state, WalletEntry entry) =>
        state with
        {
            Balance = entry.BalanceAfter,
            NextEntry = entry.EntryId + 1,
            Entries = state.Entries.Add(entry),
        };

    private static ChargeOutcome Answer(WalletEntry entry, bool replayed) =>
        new(ChargeStatus.Charged, entry.BalanceAfter, entry.EntryId, replayed);
}
