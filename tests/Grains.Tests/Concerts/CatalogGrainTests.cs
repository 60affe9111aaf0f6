using Microsoft.Extensions.DependencyInjection;
using Ticketing.Concerts;
using Ticketing.Tests.Support;

namespace Ticketing.Tests.Concerts;

public sealed class CatalogGrainTests
{
    [Fact]
    public async Task The_catalog_survives_a_restart()
    {
        await using var sale = await SaleHost.StartAsync();
        var catalog = sale.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        await catalog.AddConcertAsync(new AddConcert("second", "Second", "Hall", "rock"));
        var before = (await catalog.GetAsync(0))!;

        await sale.RestartAsync();
        var after = (await sale.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetAsync(0))!;

        after.Concerts.Select(concert => concert.ConcertId).ShouldBe(["concert", "second"]);
        after.Concerts[0].Schedules.ShouldBe(before.Concerts[0].Schedules);
        after.QueueIds.ShouldBe(["default", "rock"]);
    }

    [Fact]
    public async Task A_version_that_is_known_is_answered_with_null_and_any_change_makes_a_new_one()
    {
        await using var sale = await SaleHost.StartAsync();
        var catalog = sale.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        var version = (await catalog.GetAsync(0))!.Version;

        (await catalog.GetAsync(version)).ShouldBeNull();
        await catalog.AddQueueAsync("rock");
        (await catalog.GetAsync(version)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_date_belongs_to_a_concert_that_exists_and_is_added_once()
    {
        await using var sale = await SaleHost.StartAsync();
        var catalog = sale.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
        var definition = new ScheduleDefinition(sale.Clock.GetUtcNow(), 5, 10);

        (await catalog.AddScheduleAsync(new AddSchedule(new("never", "date"), definition))).ShouldBe(
            CatalogStatus.ConcertNotFound
        );
        (await catalog.AddScheduleAsync(new AddSchedule(sale.Key, definition))).ShouldBe(
            CatalogStatus.Exists
        );
        (await catalog.AddConcertAsync(new AddConcert("concert", "Other", "Hall", "default"))).ShouldBe(
            CatalogStatus.Exists
        );
    }

    [Theory]
    [InlineData("schedule", false)]
    [InlineData("schedule", true)]
    [InlineData("concert", false)]
    [InlineData("concert", true)]
    public async Task A_date_cut_off_at_any_write_can_be_added_again(string record, bool done)
    {
        await using var sale = await SaleHost.StartAsync();
        var added = new AddSchedule(
            sale.Key with
            {
                ScheduleId = "second",
            },
            new ScheduleDefinition(sale.Clock.GetUtcNow().AddDays(2), 5, 10)
        );
        var plan = new CrashPlan(1, done);
        sale.Storage.BeforeWrite = (state, _) => Step(plan.Before, state);
        sale.Storage.AfterWrite = (state, _) => Step(plan.After, state);
        void Step(Action<string> step, string state)
        {
            if (state == record || plan.HasCrashed)
            {
                step(state);
            }
        }

        await Should.ThrowAsync<Exception>(() => Catalog(sale).AddScheduleAsync(added));
        await sale.RestartAsync();
        plan.End();
        await Catalog(sale).AddScheduleAsync(added);

        (await Catalog(sale).GetAsync(0))!
            .Concerts[0]
            .Schedules[1]
            .ShouldBe(new ScheduleInfo(added.Key, added.Definition));
        (
            await sale.Grains.GetGrain<IScheduleGrain>(added.Key.ToString()).GetSummaryAsync()
        ).Available.ShouldBe(10);
    }

    [Fact]
    public async Task A_copy_answers_what_it_knows_and_asks_once_for_what_it_does_not()
    {
        await using var sale = await SaleHost.StartAsync();
        var copy = sale.Services.GetRequiredService<CatalogCopy>();

        (await copy.FindScheduleAsync(sale.Key))!.Definition.Seats.ShouldBe(50);
        (await copy.FindConcertAsync("never")).ShouldBeNull();
        await Catalog(sale).AddConcertAsync(new AddConcert("new", "New", "Hall", "rock"));

        (await copy.FindConcertAsync("new"))!.Title.ShouldBe("New");
        (await copy.HasQueueAsync("rock")).ShouldBeTrue();
        (await copy.HasQueueAsync("jazz")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_copy_does_not_pass_for_new_until_a_clock_that_was_set_back_shows_its_time_again()
    {
        await using var sale = await SaleHost.StartAsync();
        var copy = sale.Services.GetRequiredService<CatalogCopy>();
        await copy.GetAsync();
        sale.Clock.SetBack(TimeSpan.FromHours(1));
        await Catalog(sale).AddConcertAsync(new AddConcert("new", "New", "Hall", "rock"));

        (await copy.GetAsync()).Concerts.Length.ShouldBe(2);
    }

    private static ICatalogGrain Catalog(SaleHost sale) =>
        sale.Grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key);
}
