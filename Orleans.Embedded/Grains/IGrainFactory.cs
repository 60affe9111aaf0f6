using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Makes references to grains. A reference is a name, not a grain: making one reaches no grain, costs no activation
/// and cannot fail for a grain that does not exist yet. References to the same grain are equal.
/// </summary>
/// <remarks>
/// Every method throws <see cref="ArgumentException"/> when no grain class implements the interface, or several do and
/// the prefix of the class name does not tell them apart.
/// </remarks>
public interface IGrainFactory
{
    /// <summary>A reference to the grain of this interface with this key.</summary>
    TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey;

    /// <summary>A reference to the grain of this interface with this key.</summary>
    TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey;

    /// <summary>A reference to the grain of this interface with this key.</summary>
    /// <exception cref="ArgumentException">The key is null, empty or white space.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>A reference to the grain of this interface with this key.</summary>
    IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey);

    /// <summary>A reference to the grain of this interface with this key.</summary>
    IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey);

    /// <summary>A reference to the grain of this interface with this key.</summary>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>A reference to the grain with this identity, seen through this interface.</summary>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>A reference to the grain with this identity, without an interface.</summary>
    IAddressable GetGrain(GrainId grainId);
}
