using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// The stored version of a state is not the one that the grain last saw, so the write was refused. Thrown out of a call
/// it also ends the activation, and the next one reads the state anew.
/// </summary>
[Serializable]
[GenerateSerializer]
public class InconsistentStateException : OrleansException
{
    /// <summary>Without a message.</summary>
    public InconsistentStateException() { }

    /// <summary>With a message.</summary>
    public InconsistentStateException(string message)
        : base(message) { }

    /// <summary>With a message and a cause.</summary>
    public InconsistentStateException(string message, Exception? innerException)
        : base(message, innerException!) { }

    /// <summary>With a message, the stored version, our version and a cause.</summary>
    public InconsistentStateException(
        string errorMsg,
        string? storedEtag,
        string? currentEtag,
        Exception? storageException
    )
        : base(errorMsg, storageException!)
    {
        StoredEtag = storedEtag;
        CurrentEtag = currentEtag;
    }

    /// <summary>With a message, the stored version and our version.</summary>
    public InconsistentStateException(string errorMsg, string? storedEtag, string? currentEtag)
        : this(errorMsg, storedEtag, currentEtag, storageException: null) { }

    /// <summary>With the stored version, our version and a cause, whose message it takes.</summary>
    public InconsistentStateException(string? storedEtag, string? currentEtag, Exception storageException)
        : this(storageException.Message, storedEtag, currentEtag, storageException) { }

    /// <summary>The stored version, where storage says it.</summary>
    [Id(1)]
    public string? StoredEtag { get; private set; }

    /// <summary>The version that the grain had.</summary>
    [Id(2)]
    public string? CurrentEtag { get; private set; }

    /// <summary>
    /// Whether the activation that ran the call is the one whose state is stale; false once the exception has passed
    /// through it, so that callers which let it through are not ended as well.
    /// </summary>
    internal bool IsSourceActivation { get; set; } = true;

    /// <inheritdoc />
    public override string ToString() =>
        $"{nameof(InconsistentStateException)}: {Message} "
        + $"Expected Etag={StoredEtag} Received Etag={CurrentEtag} {InnerException}";
}
