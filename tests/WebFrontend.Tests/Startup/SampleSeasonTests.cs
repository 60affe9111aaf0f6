using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Ticketing.Concerts;
using Ticketing.WebFrontend.Startup;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Startup;

public sealed class SampleSeasonTests
{
    [Fact]
    public async Task The_season_is_loaded_whole_and_a_second_load_changes_nothing()
    {
        await using var server = await new TestServer().With("Catalog:Sample", "true").StartAsync();
        var grains = server.Services.GetRequiredService<IGrainFactory>();
        var before = await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetAsync(0);
        before!.Concerts.Length.ShouldBeGreaterThanOrEqualTo(12);
        before.Concerts.Sum(concert => concert.Schedules.Length).ShouldBe(51);
        await SampleSeason.LoadAsync(grains, default);
        (await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetAsync(before.Version)).ShouldBeNull();
        var buyer = await server.NewBuyerAsync();
        (await buyer.GetAsync("/api/concerts/house-concert/schedules/2027-12-24/seats")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Where_something_else_is_sold_the_season_is_not_loaded()
    {
        await using var server = await new TestServer().StartAsync();
        await server.NewShowAsync();
        var grains = server.Services.GetRequiredService<IGrainFactory>();
        await SampleSeason.LoadAsync(grains, default);
        var catalog = await grains.GetGrain<ICatalogGrain>(ICatalogGrain.Key).GetAsync(0);
        catalog!.Concerts.ShouldHaveSingleItem();
    }
}
