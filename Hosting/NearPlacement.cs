using Orleans;
using Orleans.Runtime;
using Orleans.Runtime.Placement;
using Ticketing.Common;

namespace Ticketing.Hosting;

/// <summary>
/// Where a grain is made that is active nowhere, so that most calls of one purchase stay within a process: what one user
/// has (wallet, reservations: one key) together, on the silo that the key chooses among those that are there; a
/// seat where it is first asked for, which is with the user who wants it. Thousands of keys are spread evenly.
/// </summary>
/// <remarks>What is active stays where it is: a silo that comes gets its share of what is made from then on.</remarks>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("near-placement")]
internal sealed class NearPlacement : PlacementStrategy;

/// <summary>Decides for <see cref="NearPlacement"/>.</summary>
internal sealed class NearPlacementDirector : IPlacementDirector
{
    private static readonly GrainType Seat = GrainType.Create(StateNames.Seat);

    /// <inheritdoc/>
    public Task<SiloAddress> OnAddActivation(
        PlacementStrategy strategy,
        PlacementTarget target,
        IPlacementContext context
    )
    {
        var silos = context.GetCompatibleSilos(target);
        var stays =
            target.GrainIdentity.Type == Seat
            && context.LocalSiloStatus == SiloStatus.Active
            && silos.Contains(context.LocalSilo);
        return Task.FromResult(stays ? context.LocalSilo : Choose(target.GrainIdentity.Key, silos));
    }

    /// <summary>
    /// The silo that gives the key the most weight: the same whoever asks, in whatever order it knows the silos, and
    /// another one only where that one has gone or a heavier one has come.
    /// </summary>
    internal static SiloAddress Choose(IdSpan key, IEnumerable<SiloAddress> silos)
    {
        var hash = key.GetUniformHashCode();
        return silos.MaxBy(silo => (Weigh(hash, (uint)silo.GetConsistentHashCode()), silo))!;
    }

    // Each bit of both decides about each bit of the weight.
    private static ulong Weigh(uint key, uint silo)
    {
        var mixed = (((ulong)key << 32) | silo) * 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 32)) * 0xD6E8FEB86659FD93;
        return mixed ^ (mixed >> 32);
    }
}
