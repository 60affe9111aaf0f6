using Ticketing.Tests.Support;

namespace Ticketing.Tests.Audit;

/// <summary>The records of a sale that went well: ann has paid seat 5 and holds 6, bob has paid 7 and cancelled 8.</summary>
public sealed class StoredSale : IAsyncLifetime
{
    internal TestStorage Records { get; private set; } = null!;

    internal DateTimeOffset Now { get; private set; }

    public async Task InitializeAsync()
    {
        await using var sale = await StartAsync();
        (Records, Now) = (sale.Storage.Copy(), sale.Clock.GetUtcNow());
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The same sale, for a test that goes on with it.</summary>
    internal static async Task<SaleHost> StartAsync()
    {
        var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 250);
        await sale.PayAsync("ann", await sale.HoldAsync("ann", 5));
        await sale.HoldAsync("ann", 6);
        await sale.BuyAsync("bob", 7);
        await sale.Book("bob").CancelAsync((await sale.HoldAsync("bob", 8)).ReservationId);
        return sale;
    }
}
