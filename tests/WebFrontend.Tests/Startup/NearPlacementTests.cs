using System.Net;
using Orleans.Runtime;
using Ticketing.Hosting;

namespace Ticketing.WebFrontend.Tests.Startup;

public sealed class NearPlacementTests
{
    private static readonly SiloAddress[] Silos =
    [
        .. Enumerable.Range(1, 3).Select(n => SiloAddress.New(IPAddress.Loopback, 11_110 + n, 1)),
    ];

    private static readonly IdSpan[] Keys =
    [
        .. Enumerable.Range(0, 3000).Select(n => IdSpan.Create($"user-{n}")),
    ];

    [Fact]
    public void Every_silo_chooses_the_same_one_for_a_key_in_whatever_order_it_knows_them()
    {
        foreach (var key in Keys)
        {
            var chosen = NearPlacementDirector.Choose(key, Silos);
            NearPlacementDirector.Choose(key, Silos.Reverse()).ShouldBe(chosen);
        }
    }

    [Fact]
    public void Keys_are_spread_evenly()
    {
        var shares = Keys.CountBy(key => NearPlacementDirector.Choose(key, Silos)).ToList();

        shares.Count.ShouldBe(3);
        shares.ShouldAllBe(share => share.Value > 900 && share.Value < 1100);
    }

    [Fact]
    public void A_silo_that_is_gone_moves_only_what_it_had()
    {
        foreach (var key in Keys)
        {
            var before = NearPlacementDirector.Choose(key, Silos);
            var after = NearPlacementDirector.Choose(key, Silos[..2]);
            if (before != Silos[2])
            {
                after.ShouldBe(before);
            }
        }
    }
}
