namespace Ticketing.Common;

/// <summary>
/// Reads many records of one kind at once, where reading them one by one through the grain storage would be a
/// question to the database for each. The host adds it, over the same rows.
/// </summary>
public interface IManyRecords
{
    /// <summary>
    /// Reads all records of a kind whose key begins so, in no particular order; those that were cleared or never
    /// written are left out. At least what was acknowledged before the call is seen.
    /// </summary>
    /// <param name="stateName">The kind of record.</param>
    /// <param name="keyPrefix">How the keys begin; ASCII, not empty.</param>
    /// <param name="limit">The most records that there can be; more is a failure.</param>
    Task<IReadOnlyList<KeyValuePair<string, T>>> ReadAsync<T>(string stateName, string keyPrefix, int limit);
}
