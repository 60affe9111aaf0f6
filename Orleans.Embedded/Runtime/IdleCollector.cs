namespace Orleans.Runtime;

/// <summary>
/// Ends idle activations. It counts epochs, one per quantum, and looks at all activations at the end of each; a call
/// only notes the number of the epoch, so idle collection costs it neither a clock nor a timer.
/// </summary>
internal sealed class IdleCollector(Silo silo) : IDisposable
{
    private ITimer? _timer;

    public int Epoch { get; private set; }

    public void Start() =>
        _timer = silo.TimeProvider.CreateTimer(
            static state => ((IdleCollector)state!).Collect(),
            this,
            silo.Collection.CollectionQuantum,
            silo.Collection.CollectionQuantum
        );

    public void Dispose() => _timer?.Dispose();

    private void Collect()
    {
        var epoch = ++Epoch;
        var now = silo.TimeProvider.GetUtcNow().UtcTicks;
        foreach (var activation in silo.Directory.All)
        {
            activation.DeactivateIfIdle(epoch, now);
        }
    }
}
