namespace Ticketing.Queue.Board;

/// <summary>A place as a copy of the line shows it.</summary>
/// <param name="Phase">Where it stands; <see cref="PlacePhase.None"/> where the copy does not know the number.</param>
/// <param name="Ahead">How many people wait in front; 0 when not waiting.</param>
/// <param name="ActiveUntil">When the place ends, while it is active.</param>
/// <param name="Wait">The estimated wait, while it waits.</param>
/// <param name="PollAfterSeconds">In how many seconds to ask again.</param>
/// <param name="AsOf">When the copy was last like the line.</param>
public readonly record struct PlaceView(
    PlacePhase Phase,
    long Ahead,
    DateTimeOffset? ActiveUntil,
    WaitEstimate Wait,
    int PollAfterSeconds,
    DateTimeOffset AsOf
)
{
    /// <summary>The rank, counted from 1; 0 when not waiting.</summary>
    public long Rank => Phase == PlacePhase.Waiting ? Ahead + 1 : 0;
}
