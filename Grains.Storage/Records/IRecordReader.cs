namespace Ticketing.Storage;

/// <summary>Reads stored states past the grains, for audits.</summary>
public interface IRecordReader
{
    /// <summary>
    /// Streams every record of the given states as of one moment, in no particular order; cleared states are left out.
    /// Writes go on meanwhile and are not seen. The records are not kept in memory: a caller that is slow holds a read
    /// transaction open.
    /// </summary>
    /// <param name="stateNames">The names of the states; none gives an empty stream.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    IAsyncEnumerable<StoredRecord> ReadAllAsync(
        IReadOnlyList<string> stateNames,
        CancellationToken cancellationToken = default
    );
}
