namespace Ticketing.Bench.Load.Flows;

/// <summary>What is on sale in a run: schedules of one concert with the same number of seats, named by their index.</summary>
/// <param name="ConcertId">The concert.</param>
/// <param name="Schedules">How many schedules.</param>
/// <param name="Seats">Seats of each.</param>
/// <param name="Users">Prefix of the user ids; the rest is the journey's number.</param>
internal sealed record Season(string ConcertId, int Schedules, int Seats, string Users)
{
    /// <summary>Price of every seat, in whole units of the currency.</summary>
    public const long Price = 50_000;

    /// <summary>Journeys until everything is sold.</summary>
    public long Capacity => (long)Schedules * Seats;

    /// <summary>Name of a schedule.</summary>
    public static string ScheduleId(long index) => $"s{index}";

    /// <summary>Where a journey's seat is; seats are sold schedule by schedule, as one date after another opens.</summary>
    public (long Schedule, int Seat) SeatOf(long journey) => (journey / Seats, (int)(journey % Seats) + 1);
}
