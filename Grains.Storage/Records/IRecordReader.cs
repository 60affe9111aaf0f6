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

    /// <summary>
    /// Reads every record of one state whose key begins with a prefix, with one statement along the primary key; cleared
    /// states are left out. Sees what was committed before the call, and perhaps some of what is committed meanwhile.
    /// </summary>
    /// <param name="stateName">The state's name.</param>
    /// <param name="keyPrefix">How the keys begin, compared as bytes; ASCII, not empty.</param>
    /// <param name="limit">The most records that may be there, 1 or more.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    /// <exception cref="InvalidOperationException">There are more records than the limit allows.</exception>
    Task<IReadOnlyList<StoredRecord>> ReadManyAsync(
        string stateName,
        string keyPrefix,
        int limit,
        CancellationToken cancellationToken = default
    );
}
