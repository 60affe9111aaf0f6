namespace Ticketing.Storage;

/// <summary>
/// A Bloom filter over the keys of rows: it may take a row for there that is not, and never the other way round. It has
/// 16 bits for each row that it is made for, four of which a row sets within one word, so a look costs one access to memory.
/// </summary>
/// <param name="rows">How many rows it is made for; with more of them it errs more often.</param>
internal sealed class RowFilter(int rows)
{
    private const int BitsOfARow = 16;
    private const int BitsOfAWord = 64;
    private volatile bool _isComplete;
    private readonly ulong[] _words = new ulong[Math.Max(1, rows / (BitsOfAWord / BitsOfARow))];

    /// <summary>Whether every row that is stored has been added.</summary>
    public bool IsComplete
    {
        get => _isComplete;
        set => _isComplete = value;
    }

    /// <summary>Notes a row.</summary>
    public void Add(string stateName, string key)
    {
        var hash = Hash(stateName, key);
        Interlocked.Or(ref WordOf(hash), BitsOf(hash));
    }

    /// <summary>False where the row was never added.</summary>
    public bool MayHave(string stateName, string key)
    {
        var hash = Hash(stateName, key);
        var bits = BitsOf(hash);
        return (Volatile.Read(ref WordOf(hash)) & bits) == bits;
    }

    // Two hashes of 32 bits, mixed so that each bit of the result depends on both (the finalizer of SplitMix64).
    private static ulong Hash(string stateName, string key)
    {
        var hash = ((ulong)(uint)stateName.GetHashCode() << 32) ^ (uint)key.GetHashCode();
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EB;
        return hash ^ (hash >> 31);
    }

    private static ulong BitsOf(ulong hash) =>
        (1UL << (int)(hash & 63))
        | (1UL << (int)((hash >> 6) & 63))
        | (1UL << (int)((hash >> 12) & 63))
        | (1UL << (int)((hash >> 18) & 63));

    private ref ulong WordOf(ulong hash) => ref _words[(hash >> 32) * (ulong)_words.Length >> 32];
}
