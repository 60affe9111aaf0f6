using Ticketing.Concerts;
using Ticketing.Seats;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Concerts;

public sealed class ScheduleGrainTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_date_is_defined_once_and_the_same_again_changes_nothing()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        var schedule = sale.Grains.GetGrain<IScheduleGrain>($"{sale.Key.ConcertId}/other");
        var definition = new ScheduleDefinition(sale.Clock.GetUtcNow(), 5, 10);

        (await schedule.DefineAsync(definition)).ShouldBeTrue();
        (await schedule.DefineAsync(definition)).ShouldBeTrue();
        (await schedule.DefineAsync(definition with { Seats = 11 })).ShouldBeFalse();
        (await schedule.GetSeatMapAsync(0))!.Statuses.Length.ShouldBe(10);
    }

    [Fact]
    public async Task A_date_that_was_never_defined_is_empty_and_writes_nothing()
    {
        await using var sale = await SaleHost.StartAsync();
        var writes = sale.Storage.Writes;
        var schedule = sale.Grains.GetGrain<IScheduleGrain>("concert/never");

        (await schedule.GetSeatMapAsync(0))?.Statuses.ShouldBeEmpty();
        (await schedule.GetSummaryAsync()).ShouldBe(new ScheduleSummary(0, 0, 0, 0));
        sale.Storage.Writes.ShouldBe(writes);
    }

    [Fact]
    public async Task A_schedule_of_5000_seats_is_rebuilt_from_their_records()
    {
        await using var sale = await SaleHost.StartAsync(5000);
        await Task.WhenAll(
            Enumerable.Range(1, 300).Select(i => sale.Seat(i * 16).HoldAsync(new HoldSeat($"r{i}", $"u{i}")))
        );
        await Task.WhenAll(
            Enumerable
                .Range(1, 100)
                .Select(async i =>
                {
                    await sale.Seat(i * 16).BeginSaleAsync($"r{i}");
                    await sale.Seat(i * 16).SellAsync($"r{i}");
                })
        );
        var sold = new ScheduleSummary(4700, 200, 100, 100 * SaleHost.Price);
        // What a seat tells its date may be on its way still when the seat has answered.
        await sale.PassUntilAsync(async () => await sale.Schedule.GetSummaryAsync() == sold);
        var before = (await sale.Schedule.GetSeatMapAsync(0))!;

        await sale.RestartAsync();
        var after = (await sale.Schedule.GetSeatMapAsync(before.Version))!;

        after.Statuses.ShouldBe(before.Statuses);
        (await sale.Schedule.GetSummaryAsync()).ShouldBe(sold);
    }

    [Fact]
    public async Task A_map_that_is_known_is_not_sent_again_and_one_of_an_earlier_activation_is_never_taken_for_it()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.HoldAsync("ann", 1);
        await SaleHost.SoonAsync(async () => await sale.ShownAsync(1) == SeatStatus.Held);
        var map = (await sale.Schedule.GetSeatMapAsync(0))!;

        (await sale.Schedule.GetSeatMapAsync(map.Version)).ShouldBeNull();
        sale.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await sale.DeactivateAsync(sale.Schedule);

        (await sale.Schedule.GetSeatMapAsync(map.Version))!.Statuses.ShouldBe(map.Statuses);
    }

    [Fact]
    public async Task A_change_whose_message_was_lost_is_seen_at_the_next_tick_of_the_reminder()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.HoldAsync("ann", 1);
        sale.Storage.Put(
            "seat",
            new SeatKey(sale.Key, 2).ToString(),
            """{"status":"sold","reservationId":"r","userId":"bob","version":9}"""
        );
        (await sale.ShownAsync(2)).ShouldBe(SeatStatus.Available);

        await sale.PassUntilAsync(async () => await sale.ShownAsync(2) == SeatStatus.Sold);
    }

    [Fact]
    public async Task Counts_follow_holds_sales_and_ends()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        await sale.BuyAsync("ann", 1);
        await sale.HoldAsync("bob", 2);
        var oneHeld = new ScheduleSummary(48, 1, 1, SaleHost.Price);
        await SaleHost.SoonAsync(async () => await sale.Schedule.GetSummaryAsync() == oneHeld);

        sale.Clock.Advance(SaleHost.Hold);

        (await sale.Schedule.GetSummaryAsync()).ShouldBe(new ScheduleSummary(49, 0, 1, SaleHost.Price));
    }
}
