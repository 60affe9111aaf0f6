using Ticketing.Concerts;
using Ticketing.WebFrontend.Concerts;

namespace Ticketing.WebFrontend.Tests.Concerts;

public sealed class ScheduleFinderTests
{
    private readonly ConcertInfo _concert = new(
        "c",
        "t",
        "v",
        "default",
        [
            Date("2027-02-05", "2027-03-01T19:30:00+09:00"),
            Date("matinee", "2027-02-06T14:00:00+09:00"),
            Date("evening", "2027-02-06T19:30:00+09:00"),
            Date("early", "2027-02-08T08:00:00+09:00"),
            Date("new-york", "2027-02-09T20:00:00-05:00"),
        ]
    );

    [Theory]
    [InlineData("matinee", "matinee")]
    [InlineData("2027-02-05", "2027-02-05")] // An id that looks like a day is first of all an id.
    [InlineData("2027-03-01", "2027-02-05")]
    [InlineData("2027-02-06", null)] // Two on that day.
    [InlineData("2027-02-07", "early")] // In UTC it is still the day before.
    [InlineData("2027-02-08", "early")] // Nothing begins on that day in UTC, but there.
    [InlineData("2027-02-10", "new-york")]
    [InlineData("2027-02-09", "new-york")]
    [InlineData("2027-02-30", null)]
    [InlineData("Matinee", null)]
    [InlineData("", null)]
    public void A_date_is_found_by_its_id_or_by_its_day(string asked, string? found) =>
        (_concert.FindSchedule(asked)?.Key.ScheduleId).ShouldBe(found);

    private static ScheduleInfo Date(string id, string startsAt) =>
        new(new("c", id), new(DateTimeOffset.Parse(startsAt), 1, 1));
}
