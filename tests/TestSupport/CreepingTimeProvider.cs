namespace Ticketing.TestSupport;

/// <summary>
/// A manual clock that creeps on under somebody who will not stop looking at it. Orleans waits for a reminder until the
/// clock shows its time, by delays that are cut off to whole milliseconds: where less than one is left, on a clock that
/// stands still, it would look for ever.
/// </summary>
public sealed class CreepingTimeProvider(ManualTimeProvider clock) : TimeProvider
{
    private const int LooksBeforeItCreeps = 1_000;

    private readonly Lock _lock = new();
    private DateTimeOffset _seen;
    private long _looks;

    /// <inheritdoc />
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            _looks = now == _seen ? _looks + 1 : 0;
            _seen = now;
            return now.AddTicks(Math.Max(0, _looks - LooksBeforeItCreeps));
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    /// <inheritdoc />
    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    ) => clock.CreateTimer(callback, state, dueTime, period);
}
