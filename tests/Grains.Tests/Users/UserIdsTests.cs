using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Ticketing.Tests.Support;
using Ticketing.Users;

namespace Ticketing.Tests.Users;

public sealed class UserIdsTests(SharedSilo shared) : IClassFixture<SharedSilo>
{
    [Fact]
    public async Task A_user_exists_from_when_the_account_is_made_and_after_a_restart()
    {
        await using var sale = await SaleHost.StartAsync();
        (await Ids(sale).ExistsAsync("ann")).ShouldBeFalse();

        await sale.RegisterAsync("ann");
        (await Ids(sale).ExistsAsync("ann")).ShouldBeTrue();
        await sale.RestartAsync();

        (await Ids(sale).ExistsAsync("ann")).ShouldBeTrue();
        (await Ids(sale).ExistsAsync("bob")).ShouldBeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_write_whose_outcome_is_unknown_a_user_exists_only_if_it_was_stored(bool done)
    {
        await using var sale = await SaleHost.StartAsync();
        var plan = new CrashPlan(1, done);
        plan.Watch(sale);

        await Should.ThrowAsync<Exception>(() => sale.RegisterAsync("ann"));
        plan.End();

        (await Ids(sale).ExistsAsync("ann")).ShouldBe(done);
    }

    [Fact]
    public async Task Asking_again_makes_nobody_a_user()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        (await Ids(sale).ExistsAsync(sale.User("ann"))).ShouldBeFalse();

        (await Ids(sale).ExistsAsync(sale.User("ann"))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("민지")]
    [InlineData("iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii")]
    public async Task What_cannot_be_an_id_is_nobodys(string userId)
    {
        await using var sale = await SaleHost.OpenAsync(shared);

        (await Ids(sale).ExistsAsync(userId)).ShouldBeFalse();
    }

    [Fact]
    public async Task Those_asked_for_stay_and_the_others_give_way()
    {
        await using var sale = await SaleHost.OpenAsync(shared);
        var ids = new UserIds(sale.Grains, Options.Create(new UserOptions { RememberedIds = 10 }));
        ids.Add("wanted");
        for (var i = 0; i < 1000; i++)
        {
            ids.Add($"id{i}");
            ids.Knows("wanted").ShouldBeTrue();
        }

        Enumerable.Range(0, 1000).Count(i => ids.Knows($"id{i}")).ShouldBeLessThanOrEqualTo(10);
    }

    private static UserIds Ids(SaleHost sale) => sale.Services.GetRequiredService<UserIds>();
}
