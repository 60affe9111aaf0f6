using Ticketing.Concerts;

namespace Ticketing.Seats;

/// <summary>
/// Who may have a seat. A hold lasts as long as now is before its end, to the instant, whatever any timer
/// did; a sale that began cannot be overtaken by the clock; sold is final. A state that comes back as the
/// same object means that nothing is to be stored.
/// </summary>
internal static class SeatRules
{
    /// <summary>Holds the seat, unless somebody has it.</summary>
    /// <param name="seat">The seat.</param>
    /// <param name="command">Who asks.</param>
    /// <param name="now">When the hold begins.</param>
    /// <param name="hold">How long it lasts.</param>
    public static (SeatState State, HoldOutcome Outcome) Hold(
        SeatState seat,
        HoldSeat command,
        DateTimeOffset now,
        TimeSpan hold
    )
    {
        if (IsHeld(seat, now) && string.Equals(seat.UserId, command.UserId, StringComparison.Ordinal))
        {
            return (seat, Answer(HoldStatus.AlreadyYours, seat));
        }

        if (!IsFree(seat, now))
        {
            return (seat, new HoldOutcome(HoldStatus.Taken));
        }

        var held = new SeatState
        {
            Status = SeatPhase.Held,
            ReservationId = command.ReservationId,
            UserId = command.UserId,
            HeldAt = now,
            HeldUntil = now + hold,
            Version = seat.Version + 1,
        };
        return (held, Answer(HoldStatus.Held, held));
    }

    /// <summary>Begins the sale, while the hold lasts.</summary>
    public static (SeatState State, SaleStatus Outcome) BeginSale(
        SeatState seat,
        string reservationId,
        DateTimeOffset now
    )
    {
        var standing = StandingOf(seat, reservationId, now);
        return standing == SaleStatus.Held
            ? (
                seat with
                {
                    Status = SeatPhase.Selling,
                    SellingSince = now,
                    Version = seat.Version + 1,
                },
                SaleStatus.Selling
            )
            : (seat, standing);
    }

    /// <summary>Puts a sale that began back to held, with the hold's old end.</summary>
    public static SeatState AbortSale(SeatState seat, string reservationId) =>
        IsSelling(seat, reservationId)
            ? seat with
            {
                Status = SeatPhase.Held,
                SellingSince = null,
                Version = seat.Version + 1,
            }
            : seat;

    /// <summary>Finishes a sale that began.</summary>
    public static (SeatState State, SaleStatus Outcome) Sell(SeatState seat, string reservationId)
    {
        if (IsSelling(seat, reservationId))
        {
            var sold = seat with { Status = SeatPhase.Sold, SellingSince = null, Version = seat.Version + 1 };
            return (sold, SaleStatus.Sold);
        }

        return (seat, IsSold(seat, reservationId) ? SaleStatus.Sold : SaleStatus.NotHeld);
    }

    /// <summary>Frees the seat of a hold of that reservation, ended or not; of nothing else.</summary>
    public static (SeatState State, SaleStatus Outcome) Release(SeatState seat, string reservationId)
    {
        if (IsSelling(seat, reservationId))
        {
            return (seat, SaleStatus.Selling);
        }

        if (IsSold(seat, reservationId))
        {
            return (seat, SaleStatus.Sold);
        }

        return seat.Status == SeatPhase.Held && IsOf(seat, reservationId)
            ? (Free(seat), SaleStatus.NotHeld)
            : (seat, SaleStatus.NotHeld);
    }

    /// <summary>Frees the seat where its hold has ended.</summary>
    public static SeatState EndHold(SeatState seat, DateTimeOffset now) =>
        HasEnded(seat, now) ? Free(seat) : seat;

    /// <summary>Where the seat stands for one reservation.</summary>
    public static SaleStatus StandingOf(SeatState seat, string reservationId, DateTimeOffset now)
    {
        if (!IsOf(seat, reservationId))
        {
            return SaleStatus.NotHeld;
        }

        return seat.Status switch
        {
            SeatPhase.Sold => SaleStatus.Sold,
            SeatPhase.Selling => SaleStatus.Selling,
            SeatPhase.Held when IsHeld(seat, now) => SaleStatus.Held,
            _ => SaleStatus.NotHeld,
        };
    }

    /// <summary>Whether there is a hold, and its end has come.</summary>
    public static bool HasEnded(SeatState seat, DateTimeOffset now) =>
        seat.Status == SeatPhase.Held && !IsHeld(seat, now);

    /// <summary>Whether a sale has been going on for longer than one takes.</summary>
    public static bool StandsStill(SeatState seat, DateTimeOffset now, TimeSpan patience) =>
        seat is { Status: SeatPhase.Selling, SellingSince: { } since } && now - since >= patience;

    /// <summary>The seat as the map of its date takes it over.</summary>
    public static SeatChange ToChange(int seatNumber, SeatState seat) =>
        new(
            seatNumber,
            seat.Version,
            seat.Status switch
            {
                SeatPhase.Held or SeatPhase.Selling => SeatStatus.Held,
                SeatPhase.Sold => SeatStatus.Sold,
                _ => SeatStatus.Available,
            },
            seat.Status == SeatPhase.Held ? seat.HeldUntil : null,
            seat.SellingSince
        );

    private static SeatState Free(SeatState seat) => new() { Version = seat.Version + 1 };

    private static bool IsFree(SeatState seat, DateTimeOffset now) =>
        seat.Status == SeatPhase.Available || HasEnded(seat, now);

    private static bool IsHeld(SeatState seat, DateTimeOffset now) =>
        seat.Status == SeatPhase.Held && now < seat.HeldUntil;

    private static bool IsSelling(SeatState seat, string reservationId) =>
        seat.Status == SeatPhase.Selling && IsOf(seat, reservationId);

    private static bool IsSold(SeatState seat, string reservationId) =>
        seat.Status == SeatPhase.Sold && IsOf(seat, reservationId);

    private static bool IsOf(SeatState seat, string reservationId) =>
        string.Equals(seat.ReservationId, reservationId, StringComparison.Ordinal);

    private static HoldOutcome Answer(HoldStatus status, SeatState seat) =>
        new(status, seat.ReservationId, seat.HeldAt.GetValueOrDefault(), seat.HeldUntil.GetValueOrDefault());
}
