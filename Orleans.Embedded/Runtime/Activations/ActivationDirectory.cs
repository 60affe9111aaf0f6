using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>Which activation a grain has: one, or for stateless workers a few.</summary>
internal sealed class ActivationDirectory(Silo silo)
{
    private readonly ConcurrentDictionary<GrainId, Activation> _activations = new();
    private readonly ConcurrentDictionary<GrainId, WorkerPool> _workers = new();

    public int Count => _activations.Count + _workers.Values.Sum(static pool => pool.Count);

    public IEnumerable<Activation> All =>
        _activations
            .Select(static entry => entry.Value)
            .Concat(_workers.Values.SelectMany(static pool => pool.ToArray()));

    /// <summary>The activation for the next call, made where there is none.</summary>
    public Activation Choose(GrainId grainId, GrainClass grainClass)
    {
        if (grainClass.MaxWorkers > 0)
        {
            return _workers
                .GetOrAdd(
                    grainId,
                    static (id, args) => new WorkerPool(args.silo, args.grainClass, id),
                    (silo, grainClass)
                )
                .Choose();
        }

        while (true)
        {
            // One made in vain by a race is no harm: it does nothing before it is asked.
            var activation = _activations.GetOrAdd(
                grainId,
                static (id, args) => new Activation(args.silo, args.grainClass, id),
                (silo, grainClass)
            );
            if (!activation.IsGone)
            {
                return activation;
            }

            Forget(activation);
        }
    }

    /// <summary>The activation that a grain has now.</summary>
    public Activation? Find(GrainId grainId) =>
        _activations.TryGetValue(grainId, out var activation) ? activation
        : _workers.TryGetValue(grainId, out var pool) ? pool.ToArray().FirstOrDefault()
        : null;

    /// <summary>Drops an activation that is over. Only this very one: the grain may have the next already.</summary>
    public void Forget(Activation activation)
    {
        if (activation.Class.MaxWorkers > 0)
        {
            if (_workers.TryGetValue(activation.GrainId, out var pool))
            {
                pool.Forget(activation);
            }
        }
        else
        {
            _activations.TryRemove(KeyValuePair.Create(activation.GrainId, activation));
        }
    }
}
