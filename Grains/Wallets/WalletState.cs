namespace Ticketing.Wallets;

/// <summary>
/// A wallet's own row: the balance and the newest entries. Entry ids count from 1 without a gap; those up to
/// <see cref="Pages"/> × <see cref="WalletRules.PageSize"/> are in page records, the others here.
/// </summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.Wallet")]
internal sealed record WalletState
{
    /// <summary>In whole units of the currency, never below zero.</summary>
    [Id(0)]
    public long Balance { get; init; }

    /// <summary>The id that the next entry gets.</summary>
    [Id(1)]
    public long NextEntry { get; init; } = 1;

    /// <summary>The newest entries, oldest first.</summary>
    [Id(2)]
    public ImmutableArray<WalletEntry> Entries { get; init; } = [];

    /// <summary>How many pages of older entries there are.</summary>
    [Id(3)]
    public long Pages { get; init; }
}

/// <summary>A page of older entries. It is written once and never changes.</summary>
[GenerateSerializer, Immutable, Alias("Ticketing.State.WalletPage")]
internal sealed record WalletPageState
{
    /// <summary>Its <see cref="WalletRules.PageSize"/> entries, oldest first.</summary>
    [Id(0)]
    public ImmutableArray<WalletEntry> Entries { get; init; } = [];
}
