namespace Orleans;

/// <summary>
/// The hash of identities. It is written to reminder tables, so it must never change: FNV-1a, then a finalizer that
/// spreads short keys, which differ in their last byte alone, over the whole range.
/// </summary>
internal static class StableHash
{
    public static uint ComputeHash(ReadOnlySpan<byte> data)
    {
        var hash = 2166136261u;
        foreach (var value in data)
        {
            hash = unchecked((hash ^ value) * 16777619u);
        }

        hash ^= hash >> 16;
        hash = unchecked(hash * 0x85ebca6bu);
        hash ^= hash >> 13;
        hash = unchecked(hash * 0xc2b2ae35u);
        return hash ^ (hash >> 16);
    }
}
