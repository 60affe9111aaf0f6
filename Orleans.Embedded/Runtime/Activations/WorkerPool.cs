namespace Orleans.Runtime;

/// <summary>
/// The activations of a stateless worker: a call goes to an idle one, else to a new one, else to the shortest queue.
/// The list is copied when it changes, so that choosing takes no lock.
/// </summary>
internal sealed class WorkerPool(Silo silo, GrainClass grainClass, GrainId grainId)
{
    private readonly Lock _lock = new();
    private volatile Activation[] _workers = [];

    public int Count => _workers.Length;

    public Activation Choose()
    {
        var workers = _workers;
        Activation? best = null;
        var least = int.MaxValue;
        foreach (var worker in workers)
        {
            var load = worker.IsGone ? int.MaxValue : worker.Load;
            if (load == 0)
            {
                return worker;
            }

            if (load < least)
            {
                (best, least) = (worker, load);
            }
        }

        return best is not null && workers.Length >= grainClass.MaxWorkers ? best : Add(workers);
    }

    public void Forget(Activation activation)
    {
        lock (_lock)
        {
            _workers = Array.FindAll(_workers, worker => worker != activation);
        }
    }

    public Activation[] ToArray() => _workers;

    private Activation Add(Activation[] seen)
    {
        lock (_lock)
        {
            // Who came first may have added the one that is wanted.
            if (_workers != seen && _workers.Length > 0 && !_workers[^1].IsGone)
            {
                return _workers[^1];
            }

            var added = new Activation(silo, grainClass, grainId);
            _workers = [.. _workers.Where(static worker => !worker.IsGone), added];
            return added;
        }
    }
}
