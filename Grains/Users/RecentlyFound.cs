namespace Ticketing.Users;

/// <summary>
/// Remembers at most so many values by id and forgets those that were not asked for lately: two generations,
/// of which the older is dropped when the younger is full. Looking up costs at most two dictionary reads.
/// </summary>
internal sealed class RecentlyFound<T>(int capacity)
    where T : class
{
    private Dictionary<string, T> _younger = new(StringComparer.Ordinal);
    private Dictionary<string, T> _older = new(StringComparer.Ordinal);

    /// <summary>How many are remembered; never more than the capacity.</summary>
    public int Count => _younger.Count + _older.Count;

    /// <summary>The value, or null where it is not remembered.</summary>
    public T? Find(string id)
    {
        if (_younger.TryGetValue(id, out var value))
        {
            return value;
        }

        if (_older.Remove(id, out value))
        {
            Add(id, value);
        }

        return value;
    }

    /// <summary>Remembers a value.</summary>
    public void Add(string id, T value)
    {
        if (_younger.Count >= capacity / 2)
        {
            (_older, _younger) = (_younger, new Dictionary<string, T>(StringComparer.Ordinal));
        }

        _younger[id] = value;
    }
}
