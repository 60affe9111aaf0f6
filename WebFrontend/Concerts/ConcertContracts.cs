namespace Ticketing.WebFrontend.Concerts;

/// <summary>All concerts.</summary>
internal sealed record ConcertsBody(IReadOnlyList<ConcertBody> Concerts);

/// <summary>One concert.</summary>
/// <param name="ConcertId">Its id.</param>
/// <param name="Title">What is played.</param>
/// <param name="Venue">Where.</param>
/// <param name="Bookable">Whether a date that has not begun has a seat available.</param>
/// <param name="Schedules">How many dates it has.</param>
internal sealed record ConcertBody(
    string ConcertId,
    string Title,
    string Venue,
    bool Bookable,
    int Schedules
);

/// <summary>Dates of a concert.</summary>
internal sealed record SchedulesBody(IReadOnlyList<ScheduleBody> Schedules);

/// <summary>One date.</summary>
/// <param name="ScheduleId">Its id.</param>
/// <param name="StartsAt">When the concert begins.</param>
/// <param name="Price">The price of a seat, in whole units of the currency.</param>
/// <param name="Seats">How many seats there are.</param>
/// <param name="Available">How many of them are available.</param>
internal sealed record ScheduleBody(
    string ScheduleId,
    DateTimeOffset StartsAt,
    long Price,
    int Seats,
    int Available
);
