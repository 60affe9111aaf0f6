namespace Ticketing.Bench.Load.Flows;

/// <summary>What is on sale in a run: schedules of concerts with the same number of seats, named by their index.</summary>
/// <param name="ConcertId">What the concerts' ids begin with; a dash and a number follow.</param>
/// <param name="Schedules">How many schedules.</param>
/// <param name="Seats">Seats of each.</param>
/// <param name="Users">Prefix of the user ids; the rest is the journey's number.</param>
internal sealed record Season(string ConcertId, int Schedules, int Seats, string Users)
{
    /// <summary>Price of every seat, in whole units of the currency.</summary>
    public const long Price = 50_000;

    /// <summary>Schedules of one concert, as many as a catalog takes by default.</summary>
    public const int SchedulesOfAConcert = 100;

    /// <summary>Journeys until everything is sold.</summary>
    public long Capacity => (long)Schedules * Seats;

    /// <summary>The concert that a schedule belongs to.</summary>
    public string ConcertOf(long schedule) => $"{ConcertId}-{schedule / SchedulesOfAConcert}";

    /// <summary>Where a journey's seat is; seats are sold schedule by schedule, as one date after another opens.</summary>
    public (long Schedule, int Seat) SeatOf(long journey) => (journey / Seats, (int)(journey % Seats) + 1);
}
