using Orleans.Runtime;

namespace Orleans;

/// <summary>Identity and typed references of grains, the same for a grain and for a reference to it.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to this grain, seen through an interface that its class implements.</summary>
    /// <exception cref="InvalidCastException">The grain's class does not implement the interface.</exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain) =>
        (TGrainInterface)grain.AsReference(typeof(TGrainInterface));

    /// <inheritdoc cref="AsReference{TGrainInterface}" />
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) =>
        grain.AsReference<TGrainInterface>();

    /// <inheritdoc cref="AsReference{TGrainInterface}" />
    public static object AsReference(this IAddressable grain, Type interfaceType) =>
        grain.ToReference().CastTo(interfaceType);

    /// <summary>The identity of the grain.</summary>
    /// <exception cref="ArgumentException">The object is neither an activated grain nor a reference.</exception>
    public static GrainId GetGrainId(this IAddressable grain) =>
        grain switch
        {
            null => throw new ArgumentNullException(nameof(grain)),
            GrainReference reference => reference.GrainId,
            IGrainBase { GrainContext: { } context } => context.GrainId,
            _ => throw NotAGrain(grain),
        };

    /// <summary>The key of a grain whose key is an integer.</summary>
    /// <exception cref="InvalidOperationException">The key is not an integer.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain)
    {
        var id = GetGrainId(grain);
        return id.TryGetIntegerKey(out var key, out _)
            ? key
            : throw new InvalidOperationException($"Unable to extract integer key from grain id {id}");
    }

    /// <summary>The key of a grain whose key is a <see cref="Guid"/>.</summary>
    /// <exception cref="InvalidOperationException">The key is not a <see cref="Guid"/>.</exception>
    public static Guid GetPrimaryKey(this IAddressable grain)
    {
        var id = GetGrainId(grain);
        return id.TryGetGuidKey(out var key, out _)
            ? key
            : throw new InvalidOperationException($"Unable to extract GUID key from grain id {id}");
    }

    /// <summary>The key of a grain whose key is a string.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => GetGrainId(grain).Key.ToString();

    private static GrainReference ToReference(this IAddressable grain) =>
        grain switch
        {
            null => throw new ArgumentNullException(nameof(grain)),
            GrainReference reference => reference,
            IGrainBase { GrainContext: { } context } => context.GrainReference,
            _ => throw NotAGrain(grain),
        };

    private static ArgumentException NotAGrain(IAddressable grain) =>
        new(
            $"{grain.GetType().FullName} is neither a grain that the runtime has activated nor a reference to a grain.",
            nameof(grain)
        );
}
