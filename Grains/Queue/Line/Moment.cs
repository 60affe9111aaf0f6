namespace Ticketing.Queue.Line;

/// <summary>One instant, as the line needs it.</summary>
/// <param name="Ms">Milliseconds since 1970: ends of places.</param>
/// <param name="Tenths">
/// Tenths of a second since the line's start in memory, without pauses: who was heard of when, in four bytes.
/// </param>
internal readonly record struct Moment(long Ms, int Tenths)
{
    public const int TenthsPerSecond = 10;

    /// <summary>The instant, in a line that started at the other one.</summary>
    public static Moment Of(long ms, long startedMs) => new(ms, (int)((ms - startedMs) / 100));
}
