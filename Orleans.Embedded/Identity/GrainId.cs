using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>The identity of a grain: its type and its key. As text: type, slash, key.</summary>
[Serializable, GenerateSerializer, Immutable]
public readonly struct GrainId : IEquatable<GrainId>, IComparable<GrainId>, ISpanParsable<GrainId>
{
    [Id(0)]
    private readonly GrainType _type;

    [Id(1)]
    private readonly IdSpan _key;

    /// <summary>Makes an identity from its parts.</summary>
    public GrainId(GrainType type, IdSpan key)
    {
        _type = type;
        _key = key;
    }

    /// <summary>The kind of the grain.</summary>
    public GrainType Type => _type;

    /// <summary>The key, unique within the kind.</summary>
    public IdSpan Key => _key;

    /// <summary>Whether this names no grain.</summary>
    public bool IsDefault => _type.IsDefault && _key.IsDefault;

    /// <summary>Makes an identity from text.</summary>
    /// <exception cref="ArgumentException">A part is null, empty or white space.</exception>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <summary>Makes an identity from a type and the text of the key.</summary>
    /// <exception cref="ArgumentException">The key is null, empty or white space.</exception>
    public static GrainId Create(GrainType type, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return new GrainId(type, IdSpan.Create(key));
    }

    /// <summary>Makes an identity from its parts.</summary>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads type, slash, key; the key may hold more slashes.</summary>
    /// <exception cref="ArgumentException">There is no slash.</exception>
    public static GrainId Parse(string value) => Parse(value.AsSpan());

    /// <inheritdoc cref="Parse(string)" />
    public static GrainId Parse(string value, IFormatProvider? provider = null) =>
        Parse(value.AsSpan(), provider);

    /// <inheritdoc cref="Parse(string)" />
    public static GrainId Parse(ReadOnlySpan<char> value, IFormatProvider? provider = null) =>
        TryParse(value, provider, out var result)
            ? result
            : throw new ArgumentException($"Unable to parse \"{value}\" as a grain id");

    /// <summary>Reads type, slash, key; false when there is no slash.</summary>
    public static bool TryParse([NotNullWhen(true)] string? value, out GrainId result) =>
        TryParse(value.AsSpan(), provider: null, out result);

    /// <inheritdoc cref="TryParse(string, out GrainId)" />
    public static bool TryParse(
        [NotNullWhen(true)] string? value,
        IFormatProvider? provider,
        out GrainId result
    ) => TryParse(value.AsSpan(), provider, out result);

    /// <inheritdoc cref="TryParse(string, out GrainId)" />
    public static bool TryParse(ReadOnlySpan<char> value, IFormatProvider? provider, out GrainId result)
    {
        var slash = value.IndexOf('/');
        result =
            slash < 0
                ? default
                : new GrainId(
                    new GrainType(IdSpan.Create(value[..slash].ToString())),
                    IdSpan.Create(value[(slash + 1)..].ToString())
                );
        return slash >= 0;
    }

    /// <inheritdoc />
    public bool Equals(GrainId other) => _key.Equals(other._key) && _type.Equals(other._type);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => unchecked((_type.GetHashCode() * 31) + _key.GetHashCode());

    /// <summary>A hash that is the same in every process and version; reminder tables are read by ranges of it.</summary>
    public uint GetUniformHashCode() =>
        unchecked((_type.GetUniformHashCode() * 31) + _key.GetUniformHashCode());

    /// <summary>Orders by type, then by key.</summary>
    public int CompareTo(GrainId other)
    {
        var types = _type.CompareTo(other._type);
        return types != 0 ? types : _key.CompareTo(other._key);
    }

    /// <summary>Type, slash, key.</summary>
    public override string ToString() => $"{_type}/{_key}";

    /// <summary>Whether both name the same grain.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Whether they name different grains.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
