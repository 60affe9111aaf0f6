using Microsoft.Extensions.Logging;

namespace Ticketing.Wallets;

internal sealed partial class WalletGrain
{
    [LoggerMessage(1, LogLevel.Debug, "Wallet {UserId}: page {Page} holds the entries up to {LastEntry} now")]
    private partial void LogPageMoved(string userId, long page, long lastEntry);
}
