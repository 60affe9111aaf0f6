namespace Ticketing.Queue.Board;

/// <summary>
/// The numbers that were heard of since the last report: one bit each, set without a lock by any number of polls.
/// </summary>
internal sealed class HeardSet
{
    private const int ChunkShift = 12;
    private const int WordsInChunk = 1 << (ChunkShift - 6);
    private const int MaxChunks = 1 << 19;
    private ulong[]?[] _chunks = new ulong[]?[16];

    public void Add(long number)
    {
        var index = (int)(number >> ChunkShift);
        if (index is < 0 or >= MaxChunks)
        {
            return;
        }
        var chunks = Volatile.Read(ref _chunks);
        var chunk = index < chunks.Length ? Volatile.Read(ref chunks[index]) : null;
        ref var word = ref (chunk ?? AddChunk(index))[(number >> 6) & (WordsInChunk - 1)];
        var bit = 1UL << (int)(number & 63);
        if ((Volatile.Read(ref word) & bit) == 0)
        {
            Interlocked.Or(ref word, bit);
        }
    }

    /// <summary>Takes the numbers out, lowest first.</summary>
    public ImmutableArray<long> Drain()
    {
        var numbers = ImmutableArray.CreateBuilder<long>();
        var chunks = Volatile.Read(ref _chunks);
        for (var c = 0; c < chunks.Length; c++)
        {
            if (Volatile.Read(ref chunks[c]) is not { } chunk)
            {
                continue;
            }
            for (var w = 0; w < chunk.Length; w++)
            {
                if (chunk[w] == 0)
                {
                    continue;
                }
                for (var bits = Interlocked.Exchange(ref chunk[w], 0); bits != 0; bits &= bits - 1)
                {
                    numbers.Add(((long)c << ChunkShift) + (w << 6) + long.TrailingZeroCount((long)bits));
                }
            }
        }
        return numbers.DrainToImmutable();
    }

    private ulong[] AddChunk(int index)
    {
        lock (this)
        {
            if (index >= _chunks.Length)
            {
                var grown = new ulong[]?[Math.Max(index + 1, _chunks.Length * 2)];
                _chunks.CopyTo(grown, 0);
                Volatile.Write(ref _chunks, grown);
            }
            return _chunks[index] ??= new ulong[WordsInChunk];
        }
    }
}
