using System.Numerics;

namespace Ticketing.Rehearsal.Report;

/// <summary>
/// Counts durations in buckets whose width grows with the value: whole microseconds up to 128 µs, above that 64 buckets for each
/// doubling, so that a quantile is at most 1/64 (1.6 %) above the true value. Fixed size, up to 19 hours; any thread may record.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int SubBucketBits = 6;
    private const int SubBuckets = 1 << SubBucketBits;
    private const int Doublings = 30;
    private const long MaxMicroseconds = (1L << (Doublings + SubBucketBits)) - 1;

    private readonly long[] counts = new long[(Doublings + 1) * SubBuckets];
    private long max;
    private long sum;

    /// <summary>How many durations were recorded.</summary>
    public long Count => counts.Sum();

    /// <summary>The longest duration recorded; zero when there is none.</summary>
    public TimeSpan Max => TimeSpan.FromMicroseconds(Volatile.Read(ref max));

    /// <summary>The mean duration; zero when there is none.</summary>
    public TimeSpan Mean =>
        Count is var n and > 0
            ? TimeSpan.FromMicroseconds((double)Volatile.Read(ref sum) / n)
            : TimeSpan.Zero;

    /// <summary>Records one duration; below zero counts as zero, above 19 hours as 19 hours.</summary>
    public void Record(TimeSpan duration)
    {
        var value = Math.Clamp((long)duration.TotalMicroseconds, 0, MaxMicroseconds);
        Interlocked.Increment(ref counts[BucketOf(value)]);
        Interlocked.Add(ref sum, value);
        for (var seen = Volatile.Read(ref max); value > seen; )
        {
            var before = Interlocked.CompareExchange(ref max, value, seen);
            if (before == seen)
            {
                return;
            }
            seen = before;
        }
    }

    /// <summary>The duration that a share of all recorded ones does not exceed; zero when there is none.</summary>
    /// <param name="share">0 to 1: 0.99 for the 99th percentile.</param>
    public TimeSpan Quantile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            seen += Volatile.Read(ref counts[bucket]);
            if (seen >= rank)
            {
                return TimeSpan.FromMicroseconds(Math.Min(UpperEdge(bucket), Volatile.Read(ref max)));
            }
        }
        return TimeSpan.Zero;
    }

    private static int BucketOf(long value)
    {
        // Values below two sub-bucket ranges are their own bucket; each later doubling takes 64 more.
        var doubling = Math.Max(0, BitOperations.Log2((ulong)value | 1) - SubBucketBits);
        return (doubling << SubBucketBits) + (int)(value >> doubling);
    }

    private static long UpperEdge(int bucket)
    {
        var doubling = Math.Max(0, (bucket >> SubBucketBits) - 1);
        var sub = bucket - (doubling << SubBucketBits);
        return ((sub + 1L) << doubling) - 1;
    }
}
