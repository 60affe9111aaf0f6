namespace Orleans.Runtime;

/// <summary>The runtime has not started yet, is stopping or has stopped: nothing of the call was run.</summary>
[Serializable]
[GenerateSerializer]
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>Without a message.</summary>
    public SiloUnavailableException()
        : base("Silo unavailable") { }

    /// <summary>With a message.</summary>
    public SiloUnavailableException(string msg)
        : base(msg) { }

    /// <summary>With a message and a cause.</summary>
    public SiloUnavailableException(string message, Exception innerException)
        : base(message, innerException) { }
}
