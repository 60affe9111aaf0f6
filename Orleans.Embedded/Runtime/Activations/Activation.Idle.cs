namespace Orleans.Runtime;

// Idle collection. Time is counted in epochs of the collector, so that a call reads no clock.
internal sealed partial class Activation
{
    private int _lastUse;
    private long _keepUntil = long.MinValue;

    /// <summary>Keeps collection away for a time from now.</summary>
    public void DelayDeactivation(TimeSpan time)
    {
        var now = Silo.TimeProvider.GetUtcNow().UtcTicks;
        lock (this)
        {
            _keepUntil =
                time == Timeout.InfiniteTimeSpan || time == TimeSpan.MaxValue ? long.MaxValue
                : time < TimeSpan.Zero ? long.MinValue
                : now + Math.Min(time.Ticks, long.MaxValue - now);
        }
    }

    /// <summary>Starts to end the activation if it has been idle for the age of its class.</summary>
    public void DeactivateIfIdle(int epoch, long now)
    {
        lock (this)
        {
            // The epoch of the last use counts from its end, so an activation never ends early.
            var idleEpochs = epoch - _lastUse - 1;
            if (
                _phase != Phase.Active
                || _turnOpen
                || _firstWaiting is not null
                || now < _keepUntil
                || idleEpochs < Class.AgeInEpochs
            )
            {
                return;
            }

            // Within the lock, so that no call comes between the decision and its effect.
            Deactivate(
                new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Nothing was called for long.")
            );
        }
    }
}
