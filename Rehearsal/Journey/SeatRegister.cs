using System.Collections.Concurrent;

namespace Ticketing.Rehearsal.Journey;

/// <summary>
/// What the server has told the buyers about seats, put side by side: two of them must never hold or own the same one.
/// Only acknowledged answers enter, so that whatever it finds is the server's doing.
/// </summary>
internal sealed class SeatRegister(TimeProvider time, TimeSpan clockTolerance)
{
    private readonly record struct Claim(int Buyer, DateTimeOffset Until);

    private readonly ConcurrentDictionary<(string Schedule, int Seat), Claim> claims = new();

    /// <summary>A hold was acknowledged.</summary>
    /// <returns>The other buyer who still holds or owns the seat; null: nobody, as it must be.</returns>
    public int? Held(int buyer, string scheduleId, int seat, DateTimeOffset until)
    {
        int? other = null;
        claims.AddOrUpdate(
            (scheduleId, seat),
            _ => new(buyer, until),
            (_, before) =>
            {
                // An ended hold may be taken over at once; an owner's claim has no end.
                other =
                    before.Buyer != buyer && before.Until > time.GetUtcNow() + clockTolerance
                        ? before.Buyer
                        : null;
                return before.Until == DateTimeOffset.MaxValue ? before : new(buyer, until);
            }
        );
        return other;
    }

    /// <summary>A buyer is about to give a seat back: from now on somebody else may hold it.</summary>
    public void Releasing(int buyer, string scheduleId, int seat)
    {
        if (claims.TryGetValue((scheduleId, seat), out var claim) && claim.Buyer == buyer)
        {
            claims.TryRemove(new((scheduleId, seat), claim));
        }
    }

    /// <summary>A payment was acknowledged: the seat has an owner for good.</summary>
    /// <returns>The other buyer who owns it or holds it still; null: nobody, as it must be.</returns>
    public int? Sold(int buyer, string scheduleId, int seat) =>
        Held(buyer, scheduleId, seat, DateTimeOffset.MaxValue);
}
