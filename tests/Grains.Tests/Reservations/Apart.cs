using Ticketing.Tests.Support;

namespace Ticketing.Tests.Reservations;

/// <summary>Puts the grains of one purchase on three silos: what waits for another is never on the same.</summary>
internal static class Apart
{
    public const int SiloOfBook = 0;
    public const int SiloOfSeat = 1;
    public const int SiloOfDate = 2;

    /// <summary>Moves the book of somebody who holds the seat, and what it calls.</summary>
    public static async Task MoveAsync(SaleHost sale, string name, int seat)
    {
        await sale.MoveAsync(sale.Book(name), SiloOfBook);
        await sale.MoveAsync(sale.Seat(seat), SiloOfSeat);
        await sale.MoveAsync(sale.Schedule, SiloOfDate);
        await sale.Wallet(name).GetBalanceAsync();
        await sale.MoveAsync(sale.Wallet(name), SiloOfDate);

        // A grain that has moved is active there from its next call on.
        await sale.Book(name).FindAsync("nothing");
        await sale.Seat(seat).GetSaleAsync("nothing");
        await sale.Schedule.GetSummaryAsync();
        await sale.Wallet(name).GetBalanceAsync();
        ShouldStillBe(sale, name, seat);
    }

    public static void ShouldStillBe(SaleHost sale, string name, int seat) =>
        new[]
        {
            sale.SiloOf(sale.Book(name)),
            sale.SiloOf(sale.Seat(seat)),
            sale.SiloOf(sale.Schedule),
            sale.SiloOf(sale.Wallet(name)),
        }.ShouldBe([SiloOfBook, SiloOfSeat, SiloOfDate, SiloOfDate]);
}
