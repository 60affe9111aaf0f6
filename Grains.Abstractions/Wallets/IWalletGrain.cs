namespace Ticketing.Wallets;

/// <summary>
/// One user's prepaid balance and its history. The key is the user id. Turns serialize charges and payments; the
/// balance never goes below zero and equals the charges less the payments.
/// </summary>
[Alias("Ticketing.IWalletGrain")]
public interface IWalletGrain : IGrainWithStringKey
{
    /// <summary>Effect: none. The balance in whole units of the currency.</summary>
    Task<long> GetBalanceAsync();

    /// <summary>
    /// Effect: adds the amount and one history entry, in one write. Idempotency: the same
    /// <see cref="ChargeWallet.OperationId"/> again changes nothing and answers as the first time, with
    /// <see cref="ChargeOutcome.Replayed"/>; without one every call charges.
    /// Outcomes in order: <see cref="ChargeStatus.AmountInvalid"/>, replayed, <see cref="ChargeStatus.KeyReused"/>,
    /// <see cref="ChargeStatus.BalanceLimit"/>, <see cref="ChargeStatus.Charged"/>.
    /// A time-out leaves unknown whether it was charged: repeat with the same operation id.
    /// </summary>
    Task<ChargeOutcome> ChargeAsync(ChargeWallet command);

    /// <summary>
    /// Effect: takes the price of a reservation and adds one history entry, in one write. Idempotency: by
    /// reservation id, for good. Outcomes in order: <see cref="DebitStatus.Debited"/> (also when it was before),
    /// <see cref="DebitStatus.InsufficientBalance"/>. A time-out leaves unknown whether it was taken: repeat.
    /// </summary>
    Task<DebitOutcome> PayAsync(PayFromWallet command);

    /// <summary>Effect: none. Up to <paramref name="limit"/> entries with ids below <paramref name="before"/> (0: the newest), newest first.</summary>
    Task<WalletHistory> GetHistoryAsync(long before, int limit);
}

/// <summary>A charge. <paramref name="Amount"/> in whole units of the currency.</summary>
/// <param name="Amount">What to add, above zero.</param>
/// <param name="OperationId">Names the operation, so that a repeat is known; null where the caller gave no key.</param>
/// <param name="RequestHash">What was asked under that id; the same id with another hash is refused.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.ChargeWallet")]
public sealed record ChargeWallet(
    [property: Id(0)] long Amount,
    [property: Id(1)] string? OperationId = null,
    [property: Id(2)] string? RequestHash = null
);

/// <summary>How a charge ended.</summary>
public enum ChargeStatus
{
    /// <summary>Reserved: never sent.</summary>
    None = 0,

    /// <summary>The amount was added.</summary>
    Charged = 1,

    /// <summary>The amount is zero or less.</summary>
    AmountInvalid = 2,

    /// <summary>The balance would pass the greatest that a wallet may hold.</summary>
    BalanceLimit = 3,

    /// <summary>The operation id was used for another request.</summary>
    KeyReused = 4,
}

/// <summary>The answer to a charge. Balance and entry are those right after it.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.ChargeOutcome")]
public sealed record ChargeOutcome(
    [property: Id(0)] ChargeStatus Status,
    [property: Id(1)] long Balance = 0,
    [property: Id(2)] long EntryId = 0,
    [property: Id(3)] bool Replayed = false,
    [property: Id(4)] long MaxBalance = 0
);

/// <summary>The price of one reservation, to be taken once.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.PayFromWallet")]
public sealed record PayFromWallet([property: Id(0)] string ReservationId, [property: Id(1)] long Amount);

/// <summary>How taking a price ended.</summary>
public enum DebitStatus
{
    /// <summary>Reserved: never sent.</summary>
    None = 0,

    /// <summary>The price was taken, now or before.</summary>
    Debited = 1,

    /// <summary>The balance is below the price; nothing changed.</summary>
    InsufficientBalance = 2,
}

/// <summary>The answer to a payment: the balance right after it, or now where nothing was taken.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.DebitOutcome")]
public sealed record DebitOutcome([property: Id(0)] DebitStatus Status, [property: Id(1)] long Balance);

/// <summary>What moved the balance.</summary>
public enum WalletEntryKind
{
    /// <summary>Reserved: never stored.</summary>
    None = 0,

    /// <summary>Money came in.</summary>
    Charge = 1,

    /// <summary>A reservation was paid.</summary>
    Payment = 2,
}

/// <summary>One line of the history. Ids count from 1 without a gap.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.WalletEntry")]
public sealed record WalletEntry(
    [property: Id(0)] long EntryId,
    [property: Id(1)] WalletEntryKind Kind,
    [property: Id(2)] long Amount,
    [property: Id(3)] long BalanceAfter,
    [property: Id(4)] DateTimeOffset At,
    [property: Id(5)] string? ReservationId = null,
    [property: Id(6)] string? OperationId = null,
    [property: Id(7)] string? RequestHash = null
);

/// <summary>A page of history, newest first.</summary>
/// <param name="Entries">The entries.</param>
/// <param name="Next">What to give as <c>before</c> for the next page; null at the end.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.WalletHistory")]
public sealed record WalletHistory(
    [property: Id(0)] ImmutableArray<WalletEntry> Entries,
    [property: Id(1)] long? Next
);
