namespace Orleans.Concurrency;

/// <summary>
/// Lets a grain class have several activations per key, made as calls wait: each still runs one turn at a time. For
/// grains without state of their own.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : Attribute
{
    /// <summary>As many activations per key as the process has processors.</summary>
    public StatelessWorkerAttribute()
        : this(Environment.ProcessorCount) { }

    /// <summary>At most this many activations per key.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public StatelessWorkerAttribute(int maxLocalWorkers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLocalWorkers, 1);
        MaxLocalWorkers = maxLocalWorkers;
    }

    internal int MaxLocalWorkers { get; }
}
