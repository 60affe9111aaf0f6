namespace Orleans.Runtime;

/// <summary>The activations of a stateless worker: a call goes to an idle one, else to a new one, else to the shortest queue.</summary>
internal sealed class WorkerPool(Silo silo, GrainClass grainClass, GrainId grainId)
{
    private readonly Lock _lock = new();
    private readonly List<Activation> _workers = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _workers.Count;
            }
        }
    }

    public Activation Choose()
    {
        lock (_lock)
        {
            _workers.RemoveAll(static worker => worker.IsGone);
            var best = _workers.MinBy(static worker => worker.Load);
            if (best is { Load: 0 } || _workers.Count >= grainClass.MaxWorkers)
            {
                return best!;
            }

            var added = new Activation(silo, grainClass, grainId);
            _workers.Add(added);
            return added;
        }
    }

    public void Forget(Activation activation)
    {
        lock (_lock)
        {
            _workers.Remove(activation);
        }
    }

    public Activation[] ToArray()
    {
        lock (_lock)
        {
            return [.. _workers];
        }
    }
}
