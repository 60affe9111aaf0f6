namespace Orleans;

/// <summary>A state together with its stored version.</summary>
public interface IGrainState<T>
{
    /// <summary>The value.</summary>
    T? State { get; set; }

    /// <summary>The version that storage gave it; null when nothing is stored.</summary>
    string? ETag { get; set; }

    /// <summary>Whether storage holds a record.</summary>
    bool RecordExists { get; set; }
}

/// <summary>A state together with its stored version.</summary>
[Serializable]
[GenerateSerializer]
public sealed class GrainState<T> : IGrainState<T>
{
    /// <summary>Nothing stored, no value.</summary>
    public GrainState() { }

    /// <summary>Nothing stored, this value.</summary>
    public GrainState(T? state)
        : this(state, eTag: null) { }

    /// <summary>This value with this version.</summary>
    public GrainState(T? state, string? eTag)
    {
        State = state;
        ETag = eTag;
    }

    /// <inheritdoc />
    [Id(0)]
    public T? State { get; set; }

    /// <inheritdoc />
    [Id(1)]
    public string? ETag { get; set; }

    /// <inheritdoc />
    [Id(2)]
    public bool RecordExists { get; set; }
}
