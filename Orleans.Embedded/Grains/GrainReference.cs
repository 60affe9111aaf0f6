namespace Orleans.Runtime;

/// <summary>
/// A reference to a grain: a light, immutable name that can be kept, compared and handed on. References to the same
/// grain are equal whatever interface they are seen through.
/// </summary>
public abstract partial class GrainReference : IAddressable, IEquatable<GrainReference>
{
    /// <summary>The identity of the grain.</summary>
    public GrainId GrainId { get; }

    /// <inheritdoc />
    public bool Equals(GrainReference? other) => other is not null && GrainId.Equals(other.GrainId);

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    /// <inheritdoc />
    public override int GetHashCode() => GrainId.GetHashCode();

    /// <inheritdoc />
    public override string ToString() => $"GrainReference:{GrainId}";

    /// <summary>Whether both name the same grain.</summary>
    public static bool operator ==(GrainReference? left, GrainReference? right) => Equals(left, right);

    /// <summary>Whether they name different grains.</summary>
    public static bool operator !=(GrainReference? left, GrainReference? right) => !Equals(left, right);
}
