using System.ComponentModel.DataAnnotations;

namespace Ticketing.Wallets;

/// <summary>What a wallet may hold, and how much of it is listed at once; from <c>Wallet</c>.</summary>
public sealed class WalletOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Wallet";

    /// <summary>
    /// The greatest balance, in whole units of the currency; a charge past it is refused. The range keeps
    /// JSON numbers exact everywhere.
    /// </summary>
    [Range(typeof(long), "1", "1000000000000000")]
    public long MaxBalance { get; set; } = 1_000_000_000;

    /// <summary>The ISO 4217 code of the only currency.</summary>
    // Without a time limit: the pattern looks at three characters, and the attribute's own limit of two seconds
    // would end the start of a process that gets no processor for so long.
    [RegularExpression(
        "^[A-Z]{3}$",
        ErrorMessage = "it must be an ISO 4217 code such as KRW",
        MatchTimeoutInMilliseconds = -1
    )]
    [Required(ErrorMessage = "it must be an ISO 4217 code such as KRW")]
    public string Currency { get; set; } = "KRW";

    /// <summary>
    /// Whether the balance calls need a queue token. False only behind a sign-in of your own.
    /// </summary>
    public bool RequireQueueToken { get; set; } = true;

    /// <summary>How many entries a wallet's own row holds at most; older ones go to pages.</summary>
    [Range(2 * WalletRules.PageSize, 1024)]
    public int RecentEntries { get; set; } = 2 * WalletRules.PageSize;

    /// <summary>The most entries that one call lists; asking for more gets that many.</summary>
    [Range(1, 1000)]
    public int MaxListed { get; set; } = 100;
}
