using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Admin;

/// <summary>Asks to sell a concert.</summary>
/// <param name="ConcertId">The id; one is made where it is left out.</param>
/// <param name="Title">What is played, 1 to 200 characters.</param>
/// <param name="Venue">Where, 1 to 200 characters.</param>
/// <param name="QueueId">The line that it is behind, made where it is new; the default one where it is left out.</param>
internal sealed record AddConcertRequest(string? ConcertId, string Title, string Venue, string? QueueId)
    : IRequestBody<AddConcertRequest>
{
    private const int MaxTextLength = 200;

    /// <inheritdoc/>
    public static AddConcertRequest Read(JsonMembers members) =>
        new(
            members.OptionalId("concertId"),
            members.Text("title", MaxTextLength),
            members.Text("venue", MaxTextLength),
            members.OptionalId("queueId")
        );
}

/// <summary>A concert as it is stored.</summary>
internal sealed record StoredConcertBody(string ConcertId, string Title, string Venue, string QueueId);

/// <summary>Asks to sell a date.</summary>
/// <param name="ScheduleId">The id; one is made where it is left out.</param>
/// <param name="StartsAt">When the concert begins, with an offset.</param>
/// <param name="Price">The price of a seat, in whole units of the currency, from 1 to 1,000,000,000.</param>
/// <param name="Seats">How many seats there are, 1 to 5,000.</param>
internal sealed record AddScheduleRequest(string? ScheduleId, DateTimeOffset StartsAt, long Price, int Seats)
    : IRequestBody<AddScheduleRequest>
{
    private const long MaxPrice = 1_000_000_000;
    private const int MaxSeats = 5_000;

    /// <inheritdoc/>
    public static AddScheduleRequest Read(JsonMembers members) =>
        new(
            members.OptionalId("scheduleId"),
            members.Instant("startsAt"),
            members.Integer("price", 1, MaxPrice),
            (int)members.Integer("seats", 1, MaxSeats)
        );
}

/// <summary>A date as it is stored.</summary>
internal sealed record StoredScheduleBody(
    string ConcertId,
    string ScheduleId,
    DateTimeOffset StartsAt,
    long Price,
    int Seats
);

/// <summary>A date with its sales.</summary>
/// <param name="ConcertId">Of which concert.</param>
/// <param name="ScheduleId">Its id.</param>
/// <param name="StartsAt">When the concert begins.</param>
/// <param name="Price">The price of a seat.</param>
/// <param name="Seats">How many seats there are.</param>
/// <param name="Available">How many of them are available.</param>
/// <param name="Held">How many are held, or being paid for.</param>
/// <param name="Sold">How many are sold.</param>
/// <param name="Revenue">What was paid for those, in whole units of the currency.</param>
internal sealed record ScheduleSalesBody(
    string ConcertId,
    string ScheduleId,
    DateTimeOffset StartsAt,
    long Price,
    int Seats,
    int Available,
    int Held,
    int Sold,
    long Revenue
);
