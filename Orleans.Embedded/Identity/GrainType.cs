namespace Orleans.Runtime;

/// <summary>
/// The kind of a grain, part of its identity and so of what is stored: the name of <see cref="GrainTypeAttribute"/>, or
/// else the name of the grain class in lower case without a trailing <c>grain</c>.
/// </summary>
[Serializable, GenerateSerializer, Immutable]
public readonly struct GrainType : IEquatable<GrainType>, IComparable<GrainType>
{
    [Id(0)]
    private readonly IdSpan _value;

    /// <summary>Makes a type from its text.</summary>
    public GrainType(IdSpan id) => _value = id;

    /// <summary>The text.</summary>
    public IdSpan Value => _value;

    /// <summary>Whether there is no text.</summary>
    public bool IsDefault => _value.IsDefault;

    /// <summary>Makes a type from its text.</summary>
    /// <exception cref="ArgumentException">The text is null, empty or white space.</exception>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(IdSpan.Create(value));
    }

    /// <summary>The bytes of the text.</summary>
    public ReadOnlySpan<byte> AsSpan() => _value.AsSpan();

    /// <inheritdoc />
    public bool Equals(GrainType other) => _value.Equals(other._value);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GrainType other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>A hash that is the same in every process and version.</summary>
    public uint GetUniformHashCode() => _value.GetUniformHashCode();

    /// <summary>Orders by bytes.</summary>
    public int CompareTo(GrainType other) => _value.CompareTo(other._value);

    /// <summary>The text.</summary>
    public override string ToString() => _value.ToString();

    /// <summary>Whether both are the same type.</summary>
    public static bool operator ==(GrainType left, GrainType right) => left.Equals(right);

    /// <summary>Whether they are different types.</summary>
    public static bool operator !=(GrainType left, GrainType right) => !left.Equals(right);
}
