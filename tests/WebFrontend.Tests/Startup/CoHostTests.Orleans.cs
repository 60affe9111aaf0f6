using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Startup;

/// <summary>A front end that is its own silo, as for development.</summary>
public sealed class CoHostTests
{
    [Fact]
    public async Task A_front_end_with_a_silo_inside_sells_a_seat_alone()
    {
        await using var server = await new TestServer().With("Cluster:CoHostSilo", "true").StartAsync();
        var show = await server.NewShowAsync();
        var buyer = await server.NewBuyerAsync(money: show.Price);

        (await buyer.BuyAsync(show, 7)).Number("balance").ShouldBe(0);

        (await buyer.PollAsync()).String("status").ShouldBe("completed");
        (await server.GetAsync("/health")).String("status").ShouldBe("healthy");
    }
}
