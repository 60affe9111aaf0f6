namespace Orleans.Runtime;

/// <summary>The call reached no grain: nothing of it was run.</summary>
[Serializable]
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message)
        : base(message) { }

    internal OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException) { }
}
