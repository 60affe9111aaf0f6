namespace Ticketing.Queue.Line;

/// <summary>
/// The clock of a line's turns. Places end by the time of day; how long somebody was silent is counted in the time in which
/// the line could hear. While its process stood still, or where the clock was set, nobody was silent.
/// </summary>
/// <param name="startedMs">When the line started in memory, in milliseconds since 1970.</param>
internal sealed class LineClock(long startedMs)
{
    /// <summary>The longest time between two turns that counts. A line that runs has one every second.</summary>
    public const int LongestPauseMs = 10_000;

    private long _startedMs = startedMs;
    private long _turnMs = startedMs;

    /// <summary>The instant of a turn that begins.</summary>
    public Moment BeginTurn(long ms)
    {
        var pause = ms - _turnMs;
        if (pause is < 0 or > LongestPauseMs)
        {
            _startedMs += pause;
        }
        _turnMs = ms;
        return At(ms);
    }

    /// <summary>The instant between two turns.</summary>
    public Moment At(long ms) => Moment.Of(ms, _startedMs);
}
