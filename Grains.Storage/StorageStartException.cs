namespace Ticketing.Storage;

/// <summary>
/// The store cannot be used as it is: another process has it, its tables are newer than this program, or it is not to
/// be had where the settings say. The message says what to do. It stops the start.
/// </summary>
public sealed class StorageStartException : Exception
{
    /// <summary>Makes the exception without saying why.</summary>
    public StorageStartException()
        : base("The store cannot be opened.") { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is in the way, and what to do.</param>
    public StorageStartException(string message)
        : base(message) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What is in the way, and what to do.</param>
    /// <param name="innerException">The cause.</param>
    public StorageStartException(string message, Exception innerException)
        : base(message, innerException) { }
}
