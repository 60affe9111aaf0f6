using System.Collections.Concurrent;
using Ticketing.Common;
using Ticketing.Concerts;

namespace Ticketing.Seats;

/// <summary>
/// The seats of this process that somebody has beyond doubt, so that a crowd after one seat is refused at the door, without a
/// call. Each seat that is active here writes its own standing, in its turn: after it is stored and before anybody is
/// told. So an answer from here is one that the seat itself would have given at that moment. A seat that is active
/// elsewhere, or nowhere, is not in it and must be asked.
/// </summary>
/// <remarks>
/// Only what cannot turn wrong by itself is kept: sold, which is final, and held until an instant that every look compares
/// with the clock. It holds at most one entry for each active seat.
/// </remarks>
public sealed class TakenSeats(TimeProvider time)
{
    private readonly ConcurrentDictionary<SeatKey, SeatState> _taken = new();

    /// <summary>
    /// Whether somebody else has the seat at this moment, so that the user is to be refused; counted as a refusal.
    /// False says nothing: the seat decides.
    /// </summary>
    /// <param name="seat">Which seat.</param>
    /// <param name="userId">Who asks for it.</param>
    public bool Refuses(SeatKey seat, string userId)
    {
        var refuses =
            _taken.TryGetValue(seat, out var standing)
            && !string.Equals(standing.UserId, userId, StringComparison.Ordinal)
            && !SeatRules.HasEnded(standing, time.GetUtcNow());
        if (refuses)
        {
            TicketingMetrics.HoldRefusals.Add(
                1,
                TicketingMetrics.Reason(nameof(Reservations.ReserveStatus.SeatTaken))
            );
        }

        return refuses;
    }

    /// <summary>Takes over where a seat stands: as it was read, or as it was stored.</summary>
    internal void Show(SeatKey seat, SeatState standing)
    {
        if (standing.Status is SeatPhase.Held or SeatPhase.Sold)
        {
            _taken[seat] = standing;
        }
        else
        {
            _taken.TryRemove(seat, out _);
        }
    }

    /// <summary>From now on the seat must be asked: what is stored is not known, or it is not active here any more.</summary>
    internal void Forget(SeatKey seat) => _taken.TryRemove(seat, out _);
}
