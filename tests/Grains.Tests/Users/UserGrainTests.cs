using Microsoft.Extensions.DependencyInjection;
using Ticketing.Tests.Support;
using Ticketing.Users;

namespace Ticketing.Tests.Users;

public sealed class UserGrainTests
{
    [Fact]
    public async Task An_account_is_made_once_and_found_after_a_restart()
    {
        await using var sale = await SaleHost.StartAsync();

        (await sale.RegisterAsync("ann")).ShouldBeTrue();
        (await sale.RegisterAsync("ann")).ShouldBeFalse();
        await sale.RestartAsync();

        (await sale.RegisterAsync("ann")).ShouldBeFalse();
        (await Directory(sale).FindAsync("ann")).ShouldBe(new UserAccount("ann", "ann"));
    }

    [Fact]
    public async Task Of_many_who_make_the_same_account_at_once_by_whichever_silo_exactly_one_does()
    {
        await using var sale = await SaleHost.StartOnThreeSilosAsync();
        IGrainFactory[] silos =
        [
            .. sale.AllServices.Select(silo => silo.GetRequiredService<IGrainFactory>()),
        ];

        for (var user = 0; user < 20; user++)
        {
            var made = await Task.WhenAll(
                Enumerable
                    .Range(0, 30)
                    .Select(i =>
                        Task.Run(() =>
                            silos[i % silos.Length].GetGrain<IUserGrain>($"user-{user}").CreateAsync("Ann")
                        )
                    )
            );

            made.Count(isMade => isMade).ShouldBe(1);
        }
    }

    [Fact]
    public async Task An_id_that_nobody_has_leaves_no_row_and_is_found_once_somebody_has_it()
    {
        await using var sale = await SaleHost.StartAsync();
        var writes = sale.Storage.Writes;

        (await Directory(sale).FindAsync("ann")).ShouldBeNull();
        sale.Storage.Writes.ShouldBe(writes);
        await sale.RegisterAsync("ann");

        (await Directory(sale).FindAsync("ann")).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_account_that_one_silo_made_is_found_by_every_silo_and_made_by_no_other()
    {
        await using var sale = await SaleHost.StartOnThreeSilosAsync();
        var silos = sale.AllServices.ToList();
        var made = await silos[0]
            .GetRequiredService<IGrainFactory>()
            .GetGrain<IUserGrain>("ann")
            .CreateAsync("Ann");

        made.ShouldBeTrue();
        foreach (var silo in silos)
        {
            var grains = silo.GetRequiredService<IGrainFactory>();
            (await silo.GetRequiredService<UserIds>().ExistsAsync("ann")).ShouldBeTrue();
            (await grains.GetGrain<IUserDirectoryGrain>(IUserDirectoryGrain.Key).FindAsync("ann")).ShouldBe(
                new UserAccount("ann", "Ann")
            );
            (await grains.GetGrain<IUserGrain>("ann").CreateAsync("Other")).ShouldBeFalse();
        }
    }

    private static IUserDirectoryGrain Directory(SaleHost sale) =>
        sale.Grains.GetGrain<IUserDirectoryGrain>(IUserDirectoryGrain.Key);
}
