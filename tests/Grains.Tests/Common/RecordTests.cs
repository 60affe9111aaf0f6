using Orleans.Storage;
using Ticketing.Concerts;
using Ticketing.Queue;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.Tests.Support;
using Ticketing.Wallets;

namespace Ticketing.Tests.Common;

/// <summary>
/// What grains rely on between their memory and their records: a write over a newer version is refused, and an
/// activation that could not read is tried again.
/// </summary>
public sealed class RecordTests
{
    [Fact]
    public async Task A_wallet_that_another_wrote_refuses_its_next_write_and_then_reads_what_is_stored()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.ChargeAsync("ann", 250);
        var stored = sale.Storage.JsonOf("wallet", "ann")!.Replace("250", "300");
        sale.Storage.Put("wallet", "ann", stored);

        await Should.ThrowAsync<InconsistentStateException>(() => sale.ChargeAsync("ann", 1));

        sale.Storage.JsonOf("wallet", "ann").ShouldBe(stored);
        (await sale.Wallet("ann").GetBalanceAsync()).ShouldBe(300);
        (await sale.ChargeAsync("ann", 1)).Balance.ShouldBe(301);
    }

    [Fact]
    public async Task A_seat_that_another_wrote_refuses_its_next_write_and_then_reads_what_is_stored()
    {
        await using var sale = await SaleHost.StartAsync();
        await sale.Seat(1).HoldAsync(new HoldSeat("r1", "ann"));
        const string Sold = """{"status":"sold","reservationId":"r2","userId":"bob","version":9}""";
        sale.Storage.Put("seat", new SeatKey(sale.Key, 1).ToString(), Sold);

        await Should.ThrowAsync<InconsistentStateException>(() => sale.Seat(1).ReleaseAsync("r1"));

        sale.StoredSeat(1).UserId.ShouldBe("bob");
        (await sale.Seat(1).GetSaleAsync("r2")).ShouldBe(SaleStatus.Sold);
        (await sale.Seat(1).HoldAsync(new HoldSeat("r3", "cyd"))).Status.ShouldBe(HoldStatus.Taken);
    }

    [Fact]
    public async Task A_book_that_lets_a_stale_write_of_a_seat_through_goes_on_itself()
    {
        await using var sale = await SaleHost.StartAsync();
        var held = await sale.HoldAsync("ann", 1);
        var seat = new SeatKey(sale.Key, 1).ToString();
        sale.Storage.Put("seat", seat, sale.Storage.JsonOf("seat", seat)!);

        // The record says cancelled before the seat is free; the seat that was refused is free at the next try.
        await Should.ThrowAsync<InconsistentStateException>(() =>
            sale.Book("ann").CancelAsync(held.ReservationId)
        );

        (await sale.Book("ann").CancelAsync(held.ReservationId)).ShouldBe(CancelStatus.Cancelled);
        sale.StoredSeat(1).Status.ShouldBe(SeatPhase.Available);
        await sale.AuditIsCleanAsync();
    }

    [Theory]
    [InlineData("queue-places")]
    [InlineData("queue-progress")]
    public async Task A_line_whose_block_another_wrote_refuses_its_next_write_and_then_reads_what_is_stored(
        string record
    )
    {
        await using var sale = await SaleHost.StartAsync();
        var line = sale.Grains.GetGrain<IQueueGrain>("default");
        await line.ConfigureAsync(new QueueSettings(Capacity: 1));
        var joins = QueueBatch.Empty with { Joins = ["ann", "bob"] };
        var first = (await line.ApplyAsync(joins)).Joins;
        var key = sale.Storage.KeysOf(record).First();
        sale.Storage.Put(record, key, sale.Storage.JsonOf(record, key)!);

        await Should.ThrowAsync<InconsistentStateException>(async () =>
            await line.ApplyAsync(QueueBatch.Empty with { Joins = ["cyd"], Leaving = [1] })
        );

        var again = (await line.ApplyAsync(joins)).Joins;
        again[1].Number.ShouldBe(first[1].Number);
        // Of the two records of the refused turn the other may be stored, and cyd's place with it.
        var cyd = (await line.ApplyAsync(QueueBatch.Empty with { Joins = ["cyd"] })).Joins[0];
        cyd.Status.ShouldBeOneOf(JoinStatus.Joined, JoinStatus.AlreadyInLine);
        cyd.Number.ShouldBeGreaterThan(2);
    }

    [Theory]
    [InlineData("wallet", 250)]
    [InlineData("seat", 1)]
    [InlineData("schedule", 1)]
    [InlineData("reservations", 1)]
    [InlineData("queue-places", 1)]
    [InlineData("concert", 1)]
    public async Task An_activation_that_cannot_read_fails_its_call_and_the_next_call_tries_again(
        string record,
        long figure
    )
    {
        await using var sale = await SaleHost.StartAsync();
        var line = sale.Grains.GetGrain<IQueueGrain>("default");
        await line.ConfigureAsync(new QueueSettings(Capacity: 0));
        await line.ApplyAsync(QueueBatch.Empty with { Joins = ["ann"] });
        await sale.ChargeAsync("ann", 250);
        await sale.HoldAsync("ann", 5);
        await sale.RestartAsync();
        var failures = 1;
        sale.Storage.BeforeRead = (state, _) =>
        {
            if (state == record && Interlocked.Decrement(ref failures) >= 0)
            {
                throw new IOException("The storage is away.");
            }
        };

        var failure = await Should.ThrowAsync<Exception>(() => LookAsync(sale, record));

        failure.ToString().ShouldContain("The storage is away.");
        (await LookAsync(sale, record)).ShouldBe(figure);
    }

    // A figure that the grain can only have from its records.
    private static async Task<long> LookAsync(SaleHost sale, string record) =>
        record switch
        {
            "wallet" => await sale.Wallet("ann").GetBalanceAsync(),
            "seat" or "schedule" => (await sale.Schedule.GetSummaryAsync()).Held,
            "reservations" => (await sale.Book("ann").ListAsync(0, 9, ticketsOnly: false))
                .Reservations
                .Length,
            "queue-places" => (await sale.Grains.GetGrain<IQueueGrain>("default").GetOverviewAsync()).Waiting,
            _ => (await sale.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetAsync(0))!.Concerts.Length,
        };
}
