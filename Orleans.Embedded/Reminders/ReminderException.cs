namespace Orleans.Runtime;

/// <summary>A reminder could not be registered or removed because somebody else changed it meanwhile. Try again.</summary>
[Serializable, GenerateSerializer]
public sealed class ReminderException : OrleansException
{
    /// <summary>With a message.</summary>
    public ReminderException(string message)
        : base(message) { }
}
