namespace Orleans.Runtime;

/// <summary>The base of exceptions that the runtime throws.</summary>
[Serializable]
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <summary>Without a message.</summary>
    public OrleansException()
        : base("Unexpected error.") { }

    /// <summary>With a message.</summary>
    public OrleansException(string message)
        : base(message) { }

    /// <summary>With a message and a cause.</summary>
    public OrleansException(string message, Exception innerException)
        : base(message, innerException) { }
}
