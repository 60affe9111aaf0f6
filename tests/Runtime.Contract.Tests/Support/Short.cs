using Orleans.Configuration;
using Orleans.Hosting;

namespace Ticketing.Runtime.Contract.Tests.Support;

/// <summary>
/// Short times, for the tests of those times: one of the runtimes measures them on the real clock, so these tests move
/// the manual clock and then wait for what must come either way.
/// </summary>
internal static class Short
{
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(2);

    public static readonly TimeSpan CollectionQuantum = TimeSpan.FromSeconds(1);

    /// <summary>After this an activation that nothing called has been collected.</summary>
    public static readonly TimeSpan LongIdle = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_collectionAge = TimeSpan.FromSeconds(3);

    public static Task<Runtime> TimeoutsAsync() =>
        Runtime.StartAsync(configure: silo =>
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout)
        );

    public static Task<Runtime> AgesAsync() =>
        Runtime.StartAsync(configure: silo =>
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = s_collectionAge;
                options.CollectionQuantum = CollectionQuantum;
            })
        );
}
