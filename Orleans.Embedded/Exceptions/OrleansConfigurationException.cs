namespace Orleans.Runtime;

/// <summary>Something is configured wrongly; thrown at start, or where the missing thing is first needed.</summary>
[Serializable]
[GenerateSerializer]
public sealed class OrleansConfigurationException : Exception
{
    /// <summary>With a message.</summary>
    public OrleansConfigurationException(string message)
        : base(message) { }

    /// <summary>With a message and a cause.</summary>
    public OrleansConfigurationException(string message, Exception innerException)
        : base(message, innerException) { }
}
