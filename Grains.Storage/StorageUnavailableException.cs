using Orleans;
using Orleans.Runtime;

namespace Ticketing.Storage;

/// <summary>
/// The database could not be reached, did not answer in time, or more work waits for it than is allowed. Whether a
/// write that failed so was stored is unknown, unless it was refused because too much was waiting: read the state again
/// before deciding anything on it. Nothing needs to be restarted; the storage recovers when the database does.
/// </summary>
[GenerateSerializer]
[Alias("Ticketing.Storage.StorageUnavailableException")]
public sealed class StorageUnavailableException : OrleansException
{
    /// <summary>Makes the exception; the callers are told to try again in a second.</summary>
    public StorageUnavailableException()
        : this("The storage is not available.") { }

    /// <summary>Makes the exception; the callers are told to try again in a second.</summary>
    /// <param name="message">What happened, in a sentence.</param>
    public StorageUnavailableException(string message)
        : this(message, TimeSpan.FromSeconds(1)) { }

    /// <summary>Makes the exception; the callers are told to try again in a second.</summary>
    /// <param name="message">What happened, in a sentence.</param>
    /// <param name="innerException">What the database's client threw.</param>
    public StorageUnavailableException(string message, Exception innerException)
        : this(message, TimeSpan.FromSeconds(1), innerException) { }

    /// <summary>Makes the exception.</summary>
    /// <param name="message">What happened, in a sentence.</param>
    /// <param name="retryAfter">How long a caller should wait before it tries again.</param>
    /// <param name="innerException">What the database's client threw, if that is the cause.</param>
    public StorageUnavailableException(string message, TimeSpan retryAfter, Exception? innerException = null)
        : base(message, innerException!)
    {
        RetryAfter = retryAfter;
    }

    /// <summary>How long a caller should wait before it tries again.</summary>
    [Id(0)]
    public TimeSpan RetryAfter { get; private set; }
}
